import Link from "next/link";
import type { FlowRow } from "@/lib/flows/list";
import type { FlowProgress } from "@/lib/flows/progress";
import { can } from "@/lib/flows/state";
import { progressLine } from "../italian/progress";
import { flowName } from "./flow-name";

/** In invio, with how far each one is at this moment. */
export function RunningFlows({ running }: { running: readonly { flow: FlowRow; progress: FlowProgress }[] }) {
  return (
    <section className="panel" aria-labelledby="in-invio">
      <h2 id="in-invio">In invio</h2>
      {running.length === 0 && <p>Nessun invio in corso.</p>}
      <ul className="plain-list">
        {running.map(({ flow, progress }) => (
          <li key={flow.id}>
            <Link href={`/flussi/${flow.id}`}>{flowName(flow)}</Link> <span className="quiet">{flow.serviceName}</span>
            <progress
              value={progress.done}
              max={Math.max(progress.total, 1)}
              aria-label={`Avanzamento: ${flowName(flow)}`}
            />
            <p>{progressLine({ ...progress, sending: can(progress.state, "stop") }, new Date())}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
