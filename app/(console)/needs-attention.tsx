import Link from "next/link";
import type { ReactNode } from "react";
import type { FlowDetail } from "@/lib/flows/find";
import { flowError } from "../italian/flow-error";
import { day } from "../italian/format";
import { flowName } from "./flow-name";

/** What stays incomplete because nobody can receive it asks nothing of anybody. */
export const needsAttention = ({ stopReason, counts }: FlowDetail) =>
  stopReason !== null || counts.families["to-correct"] > 0 || counts.undecided > 0 || counts.registered > 0;

/** Flows that were stopped or wait for a correction or a decision, with the first sentence of their Errore. */
export function NeedsAttention({ flows, children }: { flows: readonly FlowDetail[]; children: ReactNode }) {
  return (
    <section className="panel" aria-labelledby="da-seguire">
      <h2 id="da-seguire">Da seguire</h2>
      {children}
      {flows.length === 0 && <p>Nessun flusso fermo o da correggere.</p>}
      <ul className="plain-list">
        {flows.map((flow) => (
          <li key={flow.id}>
            <Link href={`/flussi/${flow.id}`}>{flowName(flow)}</Link>
            <span className="quiet">
              {flow.service.name} · {day(flow.stoppedAt ?? flow.updatedAt)}
            </span>
            <p>{flowError(flow)?.title}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
