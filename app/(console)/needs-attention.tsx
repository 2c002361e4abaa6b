import Link from "next/link";
import type { ReactNode } from "react";
import type { FlowToFollow } from "@/lib/flows/to-follow";
import { flowError } from "../italian/flow-error";
import { day } from "../italian/format";
import { uncertainToDecide } from "../italian/uncertain";
import { Icon } from "../ui/sprite-icon";
import { flowName } from "./flow-name";

const stoppedByFault = ({ stopReason }: FlowToFollow) => stopReason !== null && stopReason !== "operator";

/** Sends that a fault stopped: first of all, because others may meet the same one. */
export function StoppedFlows({ flows }: { flows: readonly FlowToFollow[] }) {
  const stopped = flows.filter(stoppedByFault);
  if (stopped.length === 0) return null;
  return (
    <section className="panel stopped-panel" aria-labelledby="fermati">
      <h2 id="fermati">
        <Icon name="it-warning-circle" className="icon-sm" /> Invii fermati
      </h2>
      <FlowList flows={stopped} />
    </section>
  );
}

/** Flows that a person stopped, or that wait for a correction or a decision. */
export function NeedsAttention({ flows, children }: { flows: readonly FlowToFollow[]; children: ReactNode }) {
  const others = flows.filter((flow) => !stoppedByFault(flow));
  return (
    <section className="panel" aria-labelledby="da-seguire">
      <h2 id="da-seguire">Da seguire</h2>
      {children}
      {others.length === 0 ? <p>Nessun flusso da completare o da correggere.</p> : <FlowList flows={others} />}
    </section>
  );
}

/** Each with the first sentence of its Errore, and how far it got. */
function FlowList({ flows }: { flows: readonly FlowToFollow[] }) {
  return (
    <ul className="plain-list">
      {flows.map((flow) => {
        const error = flowError(flow);
        return (
          <li key={flow.id}>
            <Link href={`/flussi/${flow.id}`}>{flowName(flow)}</Link>{" "}
            <span className="quiet">
              {flow.service.name} · {day(flow.stoppedAt ?? flow.updatedAt)}
            </span>
            <p>{error?.title}</p>
            {error?.tally && <p className="quiet">{error.tally}</p>}
            {flow.counts.undecided > 0 && (
              <p>
                <Link href={`/flussi/${flow.id}/incerte`}>{uncertainToDecide(flow.counts.undecided)}</Link>
              </p>
            )}
          </li>
        );
      })}
    </ul>
  );
}
