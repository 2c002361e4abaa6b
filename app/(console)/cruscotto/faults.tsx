import Link from "next/link";
import { noFaults, pauseLine, stopLine } from "@/app/italian/dashboard";
import { listUrl } from "@/app/search-params";
import type { RequestContext } from "@/app/session";
import { platformFaults } from "@/lib/flows/faults";

/** Guasti degli ultimi 7 giorni: what stopped a send, or slowed it down, without any fault of the data. */
export async function Faults({ ctx }: { ctx: RequestContext }) {
  const { stops, pauses } = await platformFaults(ctx);
  return (
    <section className="panel" aria-labelledby="guasti">
      <h2 id="guasti">Guasti degli ultimi 7 giorni</h2>
      {stops.length + pauses.length === 0 ? (
        <p>{noFaults}</p>
      ) : (
        <ul className="plain-list">
          {stops.map((stop) => (
            <li key={`${stop.serviceId} ${stop.reason}`}>
              {stopLine(stop)}{" "}
              <Link href={listUrl("/flussi/archivio", { serviceId: stop.serviceId, state: "incomplete" })}>
                Flussi incompleti<span className="visually-hidden"> di {stop.serviceName}</span>
              </Link>
            </li>
          ))}
          {pauses.map((pause) => (
            <li key={pause.budgetId}>{pauseLine(pause)}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
