import Link from "next/link";
import { listFlows } from "@/lib/flows/list";
import { scheduleState } from "@/lib/flows/schedule-state";
import { flowSearch } from "@/lib/flows/search";
import { count } from "../italian/format";
import { departure, scheduleTitles } from "../italian/schedule";
import { listUrl } from "../search-params";
import type { RequestContext } from "../session";
import { flowName } from "./flow-name";

/** Flows that leave by themselves, the next one first, and those that should have left and ask what to do. */
export async function ScheduledFlows({ ctx }: { ctx: RequestContext }) {
  const { rows, total } = await listFlows(
    ctx,
    flowSearch.parse({ scheduled: "true", sort: "scheduled", descending: "false" }),
  );
  if (rows.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="programmati">
      <h2 id="programmati">Programmati</h2>
      <ul className="plain-list">
        {rows.map(({ scheduledAt, scheduleFault, ...flow }) => {
          const state = scheduledAt && scheduleState({ scheduledAt, scheduleFault }, ctx.now);
          return (
            state && (
              <li key={flow.id}>
                <Link href={`/flussi/${flow.id}`}>{flowName(flow)}</Link>
                <span className="quiet">
                  {flow.serviceName} · {count(flow.messages, "notifica", "notifiche")}
                </span>
                <p>
                  {state === "waiting"
                    ? `Parte ${departure(scheduledAt)}.`
                    : `${scheduleTitles[state]}: doveva partire ${departure(scheduledAt)}.`}
                </p>
              </li>
            )
          );
        })}
      </ul>
      {total > rows.length && (
        <p>
          <Link href={listUrl("/flussi/archivio", { scheduled: "true" })}>
            Tutti i {count(total, "flusso programmato", "flussi programmati")}
          </Link>
        </p>
      )}
    </section>
  );
}
