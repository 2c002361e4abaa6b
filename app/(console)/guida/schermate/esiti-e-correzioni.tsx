import { familyLabels, notificationStateLabels } from "@/app/italian/states";
import { Deliveries } from "../states";
import type { HelpPage } from "./help-page";

export const outcomesHelp: HelpPage = {
  title: "Esiti e correzioni",
  lead: "Dopo l'invio: capire che cosa è successo a ogni notifica, correggere quelle rifiutate, decidere sugli esiti incerti.",
  steps: [
    <>
      Nel flusso premi il numero <strong>{familyLabels["to-correct"]}</strong>, apri la notifica e leggi la causa nel
      campo <strong>Errore</strong>.
    </>,
    <>
      Correggi i dati e premi <strong>Aggiorna</strong>. Con la lente accanto a <strong>Stato</strong> scegli{" "}
      <strong>0 {notificationStateLabels.registered}</strong>, poi premi <strong>Invia Messaggio</strong> in alto a
      destra.
    </>,
    <>
      Se sono molte, nel flusso premi <strong>Ritenta le notifiche in errore</strong>: dice prima quante ripartono e
      perché le altre no. Ripartono solo quelle che certamente non sono arrivate.
    </>,
    <>
      Per quelle <strong>{familyLabels.uncertain}</strong> apri la notifica, premi la lente e decidi:{" "}
      <strong>Non inviare di nuovo</strong> oppure <strong>Invia di nuovo</strong>.
    </>,
  ],
  troubles: [
    [
      "Che cosa vuol dire esito incerto?",
      "Il messaggio è partito ma la conferma non è arrivata: può essere già nell'app, oppure no, e App IO non offre un modo per controllare. FlussIO non lo invia di nuovo da solo. Senti la persona o l'ufficio; se c'è un pagamento, controlla se risulta già pagato.",
    ],
    [
      "Perché circa un terzo non può ricevere?",
      "Quelle persone non usano IO, hanno disattivato tutti i messaggi o quelli del servizio. Non c'è nulla da correggere e non hanno ricevuto nulla: esporta l'elenco e avvisale in altro modo.",
    ],
    [
      "Ritenta lascia fuori notifiche con dati da correggere.",
      "Con gli stessi dati App IO le rifiuterebbe ancora: aprile dal collegamento, correggile, premi Aggiorna e torna a Ritenta.",
    ],
    [
      "Dopo 7 giorni manca ancora l'esito.",
      "FlussIO ha smesso di chiederlo da solo: premi Verifica Stato per chiederlo di nuovo.",
    ],
  ],
  More: Deliveries,
  see: ["notifica", "flusso"],
};
