import { whyNotNotification } from "@/app/italian/refused-notification-event";
import type { Actor } from "@/lib/context";
import type { NotificationDetail } from "@/lib/notifications/find";
import { can } from "@/lib/notifications/state";
import { send } from "../actions";
import { SavedOnlyButton } from "./saved-only-button";

/** Invia Messaggio: there only while the notification is Registrato. */
export function SendMessage({ actor, notification }: { actor: Actor; notification: NotificationDetail }) {
  if (!can(notification.state, "claim")) return null;
  return (
    <SavedOnlyButton
      action={send}
      fields={{ id: notification.id, version: notification.version }}
      label="Invia Messaggio"
      look="primary"
      refused={whyNotNotification(actor, notification, "send")}
    />
  );
}
