import { whyNotNotification } from "@/app/italian/refused-notification-event";
import { ActionButton } from "@/app/ui/action-button";
import type { Actor } from "@/lib/context";
import type { NotificationDetail } from "@/lib/notifications/find";
import { disable, enable, verify } from "../actions";

export function NotificationActions({ actor, notification }: { actor: Actor; notification: NotificationDetail }) {
  const { id, version, disabled } = notification;
  return (
    <div className="row-of-buttons panel">
      <ActionButton
        action={verify}
        fields={{ id }}
        label="Verifica Stato"
        refused={whyNotNotification(actor, notification, "verify")}
      />
      <ActionButton
        action={disabled ? enable : disable}
        fields={{ id, version }}
        label={disabled ? "Riabilita" : "Disabilita"}
        refused={whyNotNotification(actor, notification, "disable")}
      />
    </div>
  );
}
