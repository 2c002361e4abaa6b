import Link from "next/link";
import type { FlowRow } from "@/lib/flows/list";
import type { FlowProgress } from "@/lib/flows/progress";
import { can } from "@/lib/flows/state";
import type { BudgetRow } from "@/lib/services/budgets";
import { budgetLines, progressLine } from "../italian/progress";
import { flowName } from "./flow-name";

/** In invio, with how far each one is at this moment, and what is made of the calls that App IO admits. */
export function RunningFlows({
  running,
  budgets,
}: {
  running: readonly { flow: FlowRow; progress: FlowProgress }[];
  budgets: readonly BudgetRow[];
}) {
  const inUse = budgets.filter(({ sends, used, foreign }) => sends > 0 || used > 0 || foreign > 0);
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
      {inUse.flatMap((budget) =>
        budgetLines(budget.organizationNames, budget).map((line) => (
          <p key={`${budget.id} ${line}`} className="quiet">
            {line}
          </p>
        )),
      )}
    </section>
  );
}
