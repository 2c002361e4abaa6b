import { day, hourWithSeconds, number } from "@/app/italian/format";
import { reasonSentence } from "@/app/italian/notification-outcome";
import { StaticField, StaticFields } from "@/app/ui/static-field";
import type { NotificationDetail } from "@/lib/notifications/find";

/** Stato della Trasmissione: what FlussIO did. */
export function Transmission({ notification }: { notification: NotificationDetail }) {
  const { deliveryId, attempts, sentAt, postedAt, reason, problemTitle, service } = notification;
  const left = sentAt ?? postedAt;
  return (
    <section className="panel" aria-labelledby="trasmissione">
      <h2 id="trasmissione">Stato della Trasmissione</h2>
      <StaticFields>
        <StaticField label="ID Consegna App.IO" wide>
          <span className="code">{deliveryId}</span>
        </StaticField>
        <StaticField label="Tentativi Invio">{number(attempts)}</StaticField>
        <StaticField label="Data invio">{left && day(left)}</StaticField>
        <StaticField label="Ora invio">{left && hourWithSeconds(left)}</StaticField>
        <StaticField label="Errore" wide>
          {reason && (
            <>
              {reasonSentence(reason, service.name)}
              {problemTitle && (
                <details className="technical">
                  <summary>Dettagli tecnici</summary>
                  <span className="code">{problemTitle}</span>
                </details>
              )}
            </>
          )}
        </StaticField>
      </StaticFields>
    </section>
  );
}
