import Link from "next/link";
import { flowsToApprove } from "@/lib/flows/to-approve";
import { atHour, count, onDay } from "../italian/format";
import { departure } from "../italian/schedule";
import type { RequestContext } from "../session";
import { Icon } from "../ui/sprite-icon";
import { flowName } from "./flow-name";

/** What waits for the approval of who looks. */
export async function ToApprove({ ctx }: { ctx: RequestContext }) {
  const flows = await flowsToApprove(ctx);
  if (flows.length === 0) return null;
  return (
    <section className="panel stopped-panel" aria-labelledby="da-approvare">
      <h2 id="da-approvare">
        <Icon name="it-clock" className="icon-sm" /> In attesa della tua approvazione
      </h2>
      <ul className="plain-list">
        {flows.map(({ requestedAt, requestedBy, scheduledAt, serviceName, ...flow }) => (
          <li key={flow.id}>
            <Link href={`/flussi/${flow.id}`}>{flowName(flow)}</Link>{" "}
            <span className="quiet">
              {serviceName} · {count(flow.count ?? 0, "notifica", "notifiche")}
            </span>
            <p>
              {requestedAt && `Chiesta da ${requestedBy} ${onDay(requestedAt)} ${atHour(requestedAt)}. `}
              {scheduledAt && `Partenza: ${departure(scheduledAt)}.`}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
