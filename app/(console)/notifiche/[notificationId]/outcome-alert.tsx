import { atHour, onDay } from "@/app/italian/format";
import { acceptedLate, reasonSentence, uncertainExplained } from "@/app/italian/notification-outcome";
import { whyNotNotification } from "@/app/italian/refused-notification-event";
import { Alert } from "@/app/ui/alert";
import type { Actor } from "@/lib/context";
import type { NotificationDetail } from "@/lib/notifications/find";
import { isLate } from "@/lib/notifications/late";
import { can } from "@/lib/notifications/state";
import { errorAdvice } from "../notice";

/** Why the message did not arrive, before anything else on the page; words.md 1 when nobody can know. */
export function OutcomeAlert({ actor, notification }: { actor: Actor; notification: NotificationDetail }) {
  const { reason, state, postedAt, noticeNumber, decidedAt, updatedAt, service, timeline } = notification;
  if (!reason) return null;
  if (reason === "uncertain" && decidedAt) {
    return (
      <Alert tone="info" title="Decisione registrata: nessun nuovo invio">
        <p>
          Decisione presa {onDay(decidedAt)} {atHour(decidedAt)}. Per cambiarla usa la lente accanto a Stato.
        </p>
        {timeline.some((attempt) => isLate(attempt, timeline)) && <p>{acceptedLate}</p>}
      </Alert>
    );
  }
  if (reason === "uncertain") {
    return (
      <Alert tone="warning" title="Non si può sapere se questo messaggio è arrivato">
        {uncertainExplained(postedAt ?? updatedAt, noticeNumber !== null).map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        {!whyNotNotification(actor, notification, "reregister") && <p>Per decidere usa la lente accanto a Stato.</p>}
      </Alert>
    );
  }
  const unreachable = state === "unreachable";
  return (
    <Alert tone={unreachable ? "info" : "danger"}>
      <p>{reasonSentence(reason, service.name)}</p>
      {!unreachable && can(state, "reregister") && !whyNotNotification(actor, notification, "reregister") && (
        <p>{errorAdvice(reason)}</p>
      )}
    </Alert>
  );
}
