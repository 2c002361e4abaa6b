import Link from "next/link";
import { type Query, withQuery } from "@/app/ui/query";
import "./invia.css";

const steps = [
  { label: "Che cosa parte e chi può ricevere", path: "" },
  { label: "Quando parte e conferma", path: "/conferma" },
];

/** The steps of Invia Flusso; each is a page, so nothing typed is lost by going back. */
export function SendSteps({ flowId, current, departure }: { flowId: string; current: 1 | 2; departure: Query }) {
  return (
    <nav aria-label="Passi dell'invio">
      <ol className="send-steps">
        {steps.map(({ label, path }, index) => (
          <li key={path}>
            {index + 1}.{" "}
            {index + 1 === current ? (
              <span aria-current="step">{label}</span>
            ) : (
              <Link href={withQuery(`/flussi/${flowId}/invia${path}`, departure)}>{label}</Link>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
