import { number } from "@/app/italian/format";
import { notCommunicated } from "@/app/italian/notification-outcome";
import { notificationStateLabels } from "@/app/italian/states";
import { limits } from "@/lib/notifications/content";
import { contentLabels } from "../../notifiche/content-labels";
import { NotificationStates } from "../states";
import type { HelpPage } from "./help-page";

export const notificationHelp: HelpPage = {
  title: "Notifica",
  lead: "Un messaggio per una persona: i dati che partono, lo stato della trasmissione, la cronologia delle risposte di App IO.",
  steps: [
    <>
      Nuova: scegli il servizio, scrivi codice fiscale, oggetto e contenuto, guarda l'anteprima del telefono e premi{" "}
      <strong>Aggiungi</strong>: la notifica viene registrata <strong>e inviata subito</strong>.
    </>,
    <>
      Nel contenuto usa i pulsanti <strong>B</strong>, <strong>I</strong>, <strong>H</strong>, elenco e collegamento. I
      titoli arrivano a tre cancelletti; tabelle, testo barrato e HTML l'app non li mostra.
    </>,
    <>
      Pagamento: <strong>{contentLabels.amount}</strong> e <strong>{contentLabels.noticeNumber}</strong> vanno insieme,
      o nessuno dei due. <strong>{contentLabels.payableAfterDue}</strong> con la spunta: si può pagare anche dopo la{" "}
      {contentLabels.dueDate}; senza scadenza non conta.
    </>,
    <>
      Se è in Errore: correggi, <strong>Aggiorna</strong>, lente accanto a <strong>Stato</strong>,{" "}
      <strong>0 {notificationStateLabels.registered}</strong>, <strong>Invia Messaggio</strong>.
    </>,
  ],
  troubles: [
    [
      "Il contatore è rosso.",
      `Oggetto da ${number(limits.subject.minimum)} a ${number(limits.subject.maximum)} caratteri, contenuto da ${number(limits.body.minimum)} a ${number(limits.body.maximum)}. Il minimo di ${number(limits.body.minimum)} è quello di PagoPA, anche se il manuale nel testo scrive 120. Un'emoji conta più caratteri.`,
    ],
    [
      "Non scrivere dati personali nell'oggetto.",
      "Si legge anche a telefono bloccato: nome, importo, malattia o motivo vanno nel contenuto.",
    ],
    [
      "La lente non lascia scegliere Registrato.",
      "Si può solo da Errore e da Utente non abilitato, con l'abilitazione a inviare. Su un esito incerto la lente apre la decisione.",
    ],
    ["Stato Mail e Stato Push sono vuoti.", notCommunicated],
  ],
  More: NotificationStates,
  see: ["esiti-e-correzioni", "archivio-notifiche"],
};
