import { notificationStateLabels } from "@/app/italian/states";
import { NotificationStates } from "../states";
import type { HelpPage } from "./help-page";

export const archiveHelp: HelpPage = {
  title: "Archivio Notifiche",
  lead: "Tutte le notifiche dei tuoi servizi, quelle dei flussi e quelle puntuali.",
  open: { href: "/notifiche", label: "Apri Archivio Notifiche" },
  steps: [
    <>
      Filtra per servizio, codice fiscale, oggetto, stato, Stato Consegna, date, contesto o chiave e premi{" "}
      <strong>Elenca</strong>.
    </>,
    <>Il doppio clic, o il collegamento dell'UUID, apre la notifica.</>,
    <>
      <strong>Nuovo</strong> prepara una notifica puntuale. <strong>Esporta Excel</strong>, in basso a sinistra, scarica
      tutte quelle filtrate.
    </>,
  ],
  troubles: [
    [
      "Il codice fiscale non compare nell'indirizzo della pagina.",
      "È voluto: i dati personali non vanno negli indirizzi. La ricerca è conservata da FlussIO solo per te.",
    ],
    [
      "La persona dice di non aver ricevuto nulla.",
      "Cerca il suo codice fiscale. Se lo stato è Utente non abilitato non usa IO o non riceve dal servizio; se è Inviato guarda lo Stato Consegna.",
    ],
    [
      "Come trovo chi non può ricevere?",
      `Filtra lo stato ${notificationStateLabels.unreachable} e premi Esporta Excel.`,
    ],
  ],
  More: NotificationStates,
  see: ["notifica", "esiti-e-correzioni"],
};
