import { calendarDay, euro } from "@/app/italian/format";
import { Markdown } from "@/app/ui/markdown";
import { Icon } from "@/app/ui/sprite-icon";

export type PreviewedMessage = {
  organizationName: string;
  serviceName: string;
  subject: string;
  body: string;
  /** YYYY-MM-DD */
  dueDate: string | null;
  /** Euro cents. */
  amount: number | null;
  noticeNumber: string | null;
};

/** The message as the citizen's phone shows it (appio.md §5). */
export function MessagePreview({ message }: { message: PreviewedMessage }) {
  const { organizationName, serviceName, subject, body, dueDate, amount, noticeNumber } = message;
  return (
    <figure className="phone">
      <figcaption>Come si vede sul telefono</figcaption>
      <div className="phone-screen">
        <p className="phone-subject">{subject || "Oggetto"}</p>
        <div className="phone-sender">
          <strong>{organizationName || "Ente"}</strong>
          <span>{serviceName || "Servizio"}</span>
        </div>
        {dueDate && (
          <p className="phone-due">
            <Icon name="it-calendar" className="icon-sm" /> Scade il {calendarDay(dueDate)} alle ore 23:59
          </p>
        )}
        {body ? <Markdown>{body}</Markdown> : <p>Contenuto</p>}
        {noticeNumber && (
          <div className="phone-payment">
            <strong>Avvisi pagoPA</strong>
            <span>Codice avviso {noticeNumber.replace(/(.{4})(?=.)/g, "$1 ")}</span>
            {amount !== null && <span>{euro(amount)} (indicativo: l'app mostra l'importo aggiornato da pagoPA)</span>}
          </div>
        )}
      </div>
      {noticeNumber && (
        <div className="phone-pay" aria-hidden>
          Paga
        </div>
      )}
    </figure>
  );
}
