import { flowError } from "@/app/italian/flow-error";
import { Alert } from "@/app/ui/alert";
import type { FlowDetail } from "@/lib/flows/find";
import { can } from "@/lib/flows/state";
import { flowErrorId } from "./flow-error-id";

/** The field Errore: why an Invio incompleto is not an Inviato. */
export function FlowErrorField({ flow }: { flow: FlowDetail }) {
  const error = can(flow.state, "resume") && flowError(flow);
  if (!error) return null;
  const { families, undecided } = flow.counts;
  const nothingWrong =
    flow.stopReason === null && families["to-retry"] + families["to-correct"] === 0 && undecided === 0;
  return (
    <section id={flowErrorId} tabIndex={-1} aria-label="Errore">
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
