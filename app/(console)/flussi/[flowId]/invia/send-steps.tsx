import Link from "next/link";
import { CONFIRM, type SendStep, sendSteps } from "@/app/italian/send-steps";
import { type Query, withQuery } from "@/app/ui/query";
import "./invia.css";

export const stepUrl = (flowId: string, step: SendStep, departure: Query) =>
  withQuery(`/flussi/${flowId}/invia${sendSteps.find(({ key }) => key === step)?.path}`, departure);

/** The steps of Invia Flusso, each a page and one click away: the optional ones are skipped, nothing typed is lost. */
export function SendSteps({ flowId, current, departure }: { flowId: string; current: SendStep; departure: Query }) {
  return (
    <nav aria-label="Passi dell'invio">
      <ol className="send-steps">
        {sendSteps.map(({ key, label }, index) => (
          <li key={key}>
            <span className="step-number" aria-hidden>
              {index + 1}
            </span>
            <span className="visually-hidden">{index + 1}. </span>
            {key === current ? (
              <span aria-current="step">{label}</span>
            ) : (
              <Link href={stepUrl(flowId, key, departure)}>{label}</Link>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** To the step that follows, and past the optional ones. */
export function StepButtons({ flowId, current, departure }: { flowId: string; current: SendStep; departure: Query }) {
  const next = sendSteps[sendSteps.findIndex(({ key }) => key === current) + 1];
  return (
    <div className="row-of-buttons step-buttons">
      {next && next.key !== "conferma" && (
        <Link className="btn btn-sm btn-primary" href={stepUrl(flowId, next.key, departure)}>
          Continua: {next.label}
        </Link>
      )}
      <Link
        className={`btn btn-sm btn-${next?.key === "conferma" ? "primary" : "outline-primary"}`}
        href={stepUrl(flowId, "conferma", departure)}
      >
        {CONFIRM}
      </Link>
    </div>
  );
}
