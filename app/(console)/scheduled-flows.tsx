import Link from "next/link";
import { listFlows } from "@/lib/flows/list";
import { scheduleState } from "@/lib/flows/schedule-state";
import { flowSearch } from "@/lib/flows/search";
import { count } from "../italian/format";
import { departure, scheduleTitles } from "../italian/schedule";
import { listUrl } from "../search-params";
import type { RequestContext } from "../session";
import { Icon } from "../ui/sprite-icon";
import { flowName } from "./flow-name";

type Scheduled = Awaited<ReturnType<typeof scheduledFlows>>;

/** The flows that have a schedule, the earliest first, and with each where it stands. */
export async function scheduledFlows(ctx: RequestContext) {
  const { rows, total } = await listFlows(
    ctx,
    flowSearch.parse({ scheduled: "true", sort: "scheduled", descending: "false" }),
  );
  const flows = rows.flatMap(({ scheduledAt, ...flow }) =>
    scheduledAt
      ? [{ ...flow, scheduledAt, schedule: scheduleState({ scheduledAt, scheduleFault: flow.scheduleFault }, ctx.now) }]
      : [],
  );
  const isLate = ({ schedule }: (typeof flows)[number]) => schedule === "missed" || schedule === "held";
  return { late: flows.filter(isLate), coming: flows.filter((flow) => !isLate(flow)), shown: rows.length, total };
}

/** Those that should have left and did not: somebody believes that they have. */
export function MissedSchedules({ late }: Pick<Scheduled, "late">) {
  if (late.length === 0) return null;
  return (
    <section className="panel stopped-panel" aria-labelledby="non-partiti">
      <h2 id="non-partiti">
        <Icon name="it-warning-circle" className="icon-sm" /> Invii programmati non partiti
      </h2>
      <List flows={late} />
    </section>
  );
}

/** Flows that leave by themselves. */
export function ScheduledFlows({ coming, shown, total }: Omit<Scheduled, "late">) {
  if (coming.length === 0 && total === shown) return null;
  return (
    <section className="panel" aria-labelledby="programmati">
      <h2 id="programmati">Programmati</h2>
      <List flows={coming} />
      {total > shown && (
        <p>
          <Link href={listUrl("/flussi/archivio", { scheduled: "true" })}>
            Tutti i {count(total, "flusso programmato", "flussi programmati")}
          </Link>
        </p>
      )}
    </section>
  );
}

const List = ({ flows }: { flows: Scheduled["coming"] }) => (
  <ul className="plain-list">
    {flows.map(({ schedule, scheduledAt, ...flow }) => (
      <li key={flow.id}>
        <Link href={`/flussi/${flow.id}`}>{flowName(flow)}</Link>
        <span className="quiet">
          {flow.serviceName} · {count(flow.messages, "notifica", "notifiche")}
        </span>
        <p>
          {schedule === "waiting"
            ? `Parte ${departure(scheduledAt)}.`
            : `${scheduleTitles[schedule]}: doveva partire ${departure(scheduledAt)}.`}
        </p>
      </li>
    ))}
  </ul>
);
