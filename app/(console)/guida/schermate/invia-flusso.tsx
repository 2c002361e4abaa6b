import { type SendStep, sendSteps } from "@/app/italian/send-steps";
import type { HelpPage } from "./help-page";

const meanings: Record<SendStep, string> = {
  contenuto:
    "il servizio, quante notifiche, i pagamenti, le scadenze e gli avvertimenti, per esempio le notifiche che una persona ha già ricevuto.",
  destinatari:
    "facoltativo. FlussIO chiede ad App IO chi può ricevere, senza scrivere a nessuno. Dice prima quante richieste servono e quanto tempo; si può fermare e poi verificare solo le persone che mancano.",
  anteprima: "facoltativo. Ogni notifica come la vede il telefono della persona, avanti e indietro.",
  prova: "facoltativo. Un messaggio vero ai codici fiscali di prova del servizio; resta fuori dai conteggi.",
  conferma:
    "il numero esatto, subito o a una data e ora, e la spunta di chi ha controllato. Dopo l'invio i messaggi non si possono correggere, ritirare né cancellare.",
};

export const sendHelp: HelpPage = {
  title: "Invia Flusso",
  lead: "Prima di partire FlussIO ti mostra che cosa parte, a chi e quando. I passi facoltativi si saltano con un clic.",
  steps: sendSteps.map(({ key, label }) => (
    <>
      <strong>{label}</strong>: {meanings[key]}
    </>
  )),
  troubles: [
    [
      "Circa un terzo delle persone non può ricevere.",
      "È normale: non usano IO, hanno disattivato i messaggi o quelli di questo servizio. Le loro notifiche passano in Utente non abilitato alla ricezione: esportale e avvisa quelle persone in altro modo.",
    ],
    [
      "Alcune scadenze sono già passate.",
      "Partono lo stesso, con la scadenza scritta. Se non lo vuoi, torna al flusso e correggile prima.",
    ],
    [
      "Che cosa fa Paga dopo la scadenza?",
      "Con la spunta l'avviso si può pagare anche dopo la scadenza; senza, l'app non lo lascia più pagare. Se la notifica non ha una scadenza non conta. Nei nuovi dati e nelle celle vuote la spunta c'è.",
    ],
    [
      "Serve l'approvazione di un'altra persona.",
      "L'ente ha fissato una soglia: chiedi l'approvazione qui, un collega abilitato la dà o la rifiuta.",
    ],
    ["Ho premuto due volte.", "La conferma vale una volta sola: il secondo clic non invia nulla."],
  ],
  see: ["programmazione", "approvazione", "esiti-e-correzioni"],
};
