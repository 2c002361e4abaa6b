import "./phone-preview.css";
import { calendarDay, euro } from "@/app/italian/format";
import { noticeGroups } from "@/app/italian/notice-groups";
import { Markdown } from "@/app/ui/markdown";
import { Icon } from "@/app/ui/sprite-icon";
import { shownButtons, splitFrontMatter } from "@/lib/appio/cta";
import { wallTimeOf } from "@/lib/italian-time";

export type PreviewedMessage = {
  organizationName: string;
  serviceName: string;
  subject: string;
  /** Markdown, with the front matter of its buttons. */
  body: string;
  /** YYYY-MM-DD */
  dueDate: string | null;
  /** Euro cents. */
  amount: number | null;
  noticeNumber: string | null;
  payableAfterDue: boolean;
};

/** The message as the citizen's phone shows it (appio.md §5): its row in the list, then the message itself. */
export function PhonePreview({ message }: { message: PreviewedMessage }) {
  const { organizationName, serviceName, subject, body, dueDate, amount, noticeNumber, payableAfterDue } = message;
  const organization = organizationName || "Ente";
  const service = serviceName || "Servizio";
  const title = subject || "Oggetto";
  const { yaml, text } = splitFrontMatter(body);
  const ctas = shownButtons(yaml).map((button, place) => ({ id: `cta_${place + 1}`, label: button.text }));
  const buttons = noticeNumber ? [{ id: "pay", label: "Paga" }, ...ctas] : ctas;
  return (
    <figure className="phone">
      <figcaption>Come si vede sul telefono</figcaption>
      {/* The message below says all of it again. */}
      <div className="phone-row" aria-hidden>
        <span className={noticeNumber ? "phone-avatar payment" : "phone-avatar"}>
          <Icon name={noticeNumber ? "it-card" : "it-pa"} className="icon-sm icon-primary" />
        </span>
        <span className="phone-row-text">
          <span className="phone-row-head">
            <strong>{organization}</strong>
            <span>ora</span>
          </span>
          <span className="phone-row-subject">
            {service} · {title}
          </span>
        </span>
        <span className="phone-unread" />
      </div>
      <div className="phone-screen">
        <p className="phone-subject">{title}</p>
        <p className="phone-date">Giorno e ora dell'invio</p>
        <div className="phone-sender">
          <strong>{organization}</strong>
          <span>{service}</span>
        </div>
        {dueDate && <Due day={dueDate} />}
        {text.trim() ? <Markdown>{text}</Markdown> : <p>Contenuto</p>}
        {noticeNumber && (
          <div className="phone-payment">
            <strong>Avvisi pagoPA</strong>
            <span className="phone-card">
              <span>
                Codice avviso <span className="phone-code">{noticeGroups(noticeNumber)}</span>
              </span>
              {amount !== null && <strong>{euro(amount)}</strong>}
            </span>
          </div>
        )}
        {buttons.length > 0 && (
          <ul className="phone-buttons" aria-label="Pulsanti del messaggio">
            {buttons.map(({ id, label }) => (
              <li key={id}>{label}</li>
            ))}
          </ul>
        )}
      </div>
      {noticeNumber && (
        <p className="phone-note">
          L'importo è indicativo: l'app mostra quello aggiornato da pagoPA.
          {dueDate && !payableAfterDue && " Dopo la scadenza l'avviso non si può più pagare dall'app."}
        </p>
      )}
    </figure>
  );
}

function Due({ day }: { day: string }) {
  const short = calendarDay(day).replace(/\d{2}(?=\d{2}$)/, "");
  const past = day < wallTimeOf(new Date()).day;
  return (
    <p className="phone-due">
      <Icon name="it-calendar" className="icon-sm" /> {past ? "Scaduto" : "Scade"} il {short} alle ore 23:59
    </p>
  );
}
