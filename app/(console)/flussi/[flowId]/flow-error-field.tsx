import { flowError } from "@/app/italian/flow-error";
import { Alert } from "@/app/ui/alert";
import type { FlowDetail } from "@/lib/flows/find";
import { can } from "@/lib/flows/state";

/** The field Errore: why an Invio incompleto is not an Inviato. */
export function FlowErrorField({ flow }: { flow: FlowDetail }) {
  const { counts, service, ...stopped } = flow;
  const error =
    can(flow.state, "resume") &&
    flowError({
      ...stopped,
      serviceName: service.name,
      sent: counts.sent,
      registered: counts.registered,
      uncertain: counts.families.uncertain,
      toCorrect: counts.families["to-correct"],
      unreachable: counts.families.unreachable,
    });
  if (!error) return null;
  const nothingWrong = flow.stopReason === null && counts.error === 0;
  return (
    <section aria-label="Errore">
      <Alert tone={nothingWrong ? "info" : "warning"} title={error.title}>
        {error.lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </Alert>
    </section>
  );
}
