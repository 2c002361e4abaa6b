import { deliverySentence, notCommunicated, paymentMeanings, readMeanings } from "@/app/italian/notification-outcome";
import { StaticField, StaticFields } from "@/app/ui/static-field";
import type { NotificationDetail } from "@/lib/notifications/find";

/** Stato della Notifica: what the platform did. */
export function Delivery({ notification }: { notification: NotificationDetail }) {
  const { deliveryStatus, checkDueAt, mailStatus, pushStatus, readStatus, paymentStatus } = notification;
  return (
    <section className="panel" aria-labelledby="consegna">
      <h2 id="consegna">Stato della Notifica</h2>
      <StaticFields>
        <StaticField label="Stato Consegna" wide>
          {deliveryStatus && (
            <>
              {deliveryStatus}
              <small className="quiet">{deliverySentence(deliveryStatus, checkDueAt !== null)}</small>
            </>
          )}
        </StaticField>
        <StaticField label="Stato Mail">{mailStatus ?? notCommunicated}</StaticField>
        <StaticField label="Stato Push">{pushStatus ?? notCommunicated}</StaticField>
        {readStatus && <StaticField label="Lettura">{readMeanings[readStatus] ?? readStatus}</StaticField>}
        {paymentStatus && (
          <StaticField label="Pagamento">{paymentMeanings[paymentStatus] ?? paymentStatus}</StaticField>
        )}
      </StaticFields>
    </section>
  );
}
