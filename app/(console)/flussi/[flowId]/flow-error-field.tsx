import { flowError } from "@/app/italian/flow-error";
import { Alert } from "@/app/ui/alert";
import type { FlowDetail } from "@/lib/flows/find";
import { can } from "@/lib/flows/state";

/** The field Errore: why an Invio incompleto is not an Inviato. */
export function FlowErrorField({ flow }: { flow: FlowDetail }) {
  const error = can(flow.state, "resume") && flowError(flow);
  if (!error) return null;
  const nothingWrong =
    flow.stopReason === null && flow.counts.families["to-correct"] === 0 && flow.counts.undecided === 0;
  return (
    <section aria-label="Errore">
      <Alert tone={nothingWrong ? "info" : "warning"} title={error.title}>
        {error.lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
        {error.detail && (
          <details className="technical">
            <summary>Dettagli tecnici</summary>
            <span className="code">{error.detail}</span>
          </details>
        )}
      </Alert>
    </section>
  );
}
