import { flowStateLabels } from "@/app/italian/states";
import { FlowStates } from "../states";
import type { HelpPage } from "./help-page";

export const flowHelp: HelpPage = {
  title: "Flusso",
  lead: "Un flusso è un invio massivo: un servizio e tante notifiche. Qui lo prepari, lo invii e ne segui gli esiti.",
  steps: [
    <>
      Scegli il servizio, scrivi una nota che ti faccia ritrovare il flusso e premi <strong>Aggiungi</strong>. Poi{" "}
      <strong>Importa da File Excel</strong>.
    </>,
    <>
      <strong>Attiva</strong> lo segna pronto per l'invio; <strong>Riporta in preparazione</strong> torna indietro.
      Anche una modifica lo riporta {flowStateLabels.inactive} e annulla programmazione, approvazione e verifica di chi
      può ricevere.
    </>,
    <>
      <strong>Invia Flusso</strong> ti guida fino alla conferma. Durante l'invio puoi chiudere la pagina;{" "}
      <strong>Interrompi invio</strong> lo ferma entro 5 secondi e <strong>Riprendi</strong> fa partire le altre.
    </>,
    <>
      Gli esiti sono scritti in parole: ogni numero filtra la tabella <strong>Archivio Notifiche</strong> qui sotto.{" "}
      <strong>Verifica Stato</strong> chiede subito ad App IO gli esiti che mancano.
    </>,
    <>
      <strong>Duplica flusso</strong> ne prepara uno nuovo con lo stesso servizio e la stessa nota, senza destinatari.
    </>,
  ],
  troubles: [
    [
      "Un pulsante è tratteggiato.",
      "In questo stato, o con le tue abilitazioni, non si può premere: premilo lo stesso e ti dice perché.",
    ],
    [
      "Lo stato è Invio incompleto.",
      "Il campo Errore dice perché: interrotto da una persona, fermato da un guasto, notifiche da correggere o incerte. Se dice «nulla da correggere», quelle persone non possono ricevere su IO: non devi fare altro qui.",
    ],
    [
      "Ho sbagliato testo e il flusso è già partito.",
      "Un messaggio inviato non si può correggere, ritirare né cancellare. Premi subito Interrompi invio: quelle non partite restano in stato Registrato.",
    ],
    [
      "Qualcun altro ha modificato il flusso.",
      "FlussIO non salva e non invia nulla: ricarica la pagina, controlla e ripeti.",
    ],
  ],
  More: FlowStates,
  see: ["importazione", "invia-flusso", "esiti-e-correzioni"],
};
