import Link from "next/link";
import type { FlowRow } from "@/lib/flows/list";
import { number, stamp } from "../italian/format";
import { FlowStateBadge } from "../ui/state-badge";
import { flowName } from "./flow-name";

export function RecentFlows({ flows }: { flows: readonly FlowRow[] }) {
  return (
    <section className="panel" aria-labelledby="ultimi">
      <h2 id="ultimi">Ultimi flussi</h2>
      {flows.length === 0 ? (
        <p>Non ci sono ancora flussi: premi Nuovo flusso per preparare il primo.</p>
      ) : (
        <div className="table-responsive">
          <table className="table table-sm small-table">
            <thead>
              <tr>
                <th scope="col">Flusso</th>
                <th scope="col">Servizio</th>
                <th scope="col">Stato</th>
                <th scope="col">Messaggi</th>
                <th scope="col">Ultima modifica</th>
              </tr>
            </thead>
            <tbody>
              {flows.map((flow) => (
                <tr key={flow.id}>
                  <td>
                    <Link href={`/flussi/${flow.id}`}>{flowName(flow)}</Link>
                  </td>
                  <td>{flow.serviceName}</td>
                  <td>
                    <FlowStateBadge state={flow.state} />
                  </td>
                  <td>{number(flow.messages)}</td>
                  <td>
                    {stamp(flow.updatedAt)} · {flow.updatedBy}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
