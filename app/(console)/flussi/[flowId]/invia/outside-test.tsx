import { count as counted } from "@/app/italian/format";
import { Alert } from "@/app/ui/alert";

/** A service In prova writes to its test codes only. */
export function OutsideTest({ count, serviceName }: { count: number; serviceName: string }) {
  if (count === 0) return null;
  return (
    <Alert tone="danger" title={`Il servizio ${serviceName} è in prova.`}>
      <p>
        {counted(count, "notifica è destinata", "notifiche sono destinate")} a codici fiscali che non sono tra quelli di
        prova: finché ci sono, non parte nulla.
      </p>
    </Alert>
  );
}
