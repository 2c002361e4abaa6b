import Link from "next/link";
import { departure } from "@/app/italian/schedule";
import { Alert } from "@/app/ui/alert";
import { Field } from "@/app/ui/field";
import { Form, Submit } from "@/app/ui/form";
import { withQuery } from "@/app/ui/query";
import { wallTimeOf } from "@/lib/italian-time";
import { chooseDeparture } from "../../../actions";
import { AT, LATER } from "./departure-form";

const labels = { day: "Data", time: "Ora" };

/** At once, or at a date and a time: the choice comes before the confirmation and stays in the URL. */
export function Departure({
  flowId,
  at,
  later: chosen,
  choosing,
  refused,
}: {
  flowId: string;
  /** The moment chosen, or else the one of the schedule there is. */
  at: Date | null;
  later: boolean;
  choosing: boolean;
  refused: string | null;
}) {
  const path = `/flussi/${flowId}/invia/conferma`;
  const later = choosing || chosen;
  const typed = at ? wallTimeOf(at) : { day: "", time: "" };
  return (
    <section className="panel form-narrow" aria-labelledby="quando">
      <h2 id="quando">Quando parte</h2>
      <ul className="choice">
        <Choice href={path} chosen={!later} label="Subito" />
        <Choice href={withQuery(path, { [LATER]: "1" })} chosen={later} label="A una data e ora" />
      </ul>
      {refused && <Alert tone="danger" title={refused} />}
      {choosing ? (
        <Form action={chooseDeparture} labels={labels}>
          <input type="hidden" name="flowId" value={flowId} />
          <div className="form-grid">
            <Field name="day" label={labels.day} type="date" defaultValue={typed.day} required />
            <Field
              name="time"
              label={labels.time}
              type="time"
              defaultValue={typed.time}
              hint="Ora italiana."
              required
            />
          </div>
          <Submit>Continua</Submit>
        </Form>
      ) : (
        chosen &&
        at && (
          <p>
            Parte {departure(at)}. <Link href={withQuery(path, { [AT]: at.toISOString(), [LATER]: "1" })}>Cambia</Link>
          </p>
        )
      )}
    </section>
  );
}

const Choice = ({ href, chosen, label }: { href: string; chosen: boolean; label: string }) => (
  <li>
    <Link
      className={`btn btn-sm ${chosen ? "btn-primary" : "btn-outline-primary"}`}
      aria-current={chosen ? "true" : undefined}
      href={href}
    >
      {label}
    </Link>
  </li>
);
