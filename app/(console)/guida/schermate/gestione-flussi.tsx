import { FlowStates } from "../states";
import type { HelpPage } from "./help-page";

export const flowSearchHelp: HelpPage = {
  title: "Gestione Flussi e Archivio Flussi",
  lead: "Qui cerchi i flussi dell'ente e ne cominci di nuovi.",
  open: { href: "/flussi", label: "Apri Gestione Flussi" },
  steps: [
    <>
      Scrivi uno o più filtri, oppure nessuno, e premi <strong>Elenca</strong>. Con una data sola trovi i flussi di quel
      giorno.
    </>,
    <>
      Nell'elenco puoi filtrare ancora sotto ogni titolo di colonna e ordinare premendo il titolo. Un doppio clic sulla
      riga apre il flusso; con la tastiera usa il collegamento dell'UUID.
    </>,
    <>
      <strong>Parametri Ricerca</strong>: <strong>Salva</strong> conserva i filtri con un nome, <strong>Carica</strong>{" "}
      li richiama o li elimina, <strong>Reset</strong> svuota i campi. Ogni operatore ha le proprie ricerche.
    </>,
    <>
      <strong>Nuovo</strong> prepara un flusso. <strong>Esporta Excel</strong> scarica l'elenco filtrato, tutte le
      pagine.
    </>,
  ],
  troubles: [
    ["L'elenco è vuoto.", "Guarda i criteri scritti sopra la tabella e toglili uno alla volta, o premi Altra Ricerca."],
    [
      "Un flusso è segnato Dis.",
      "È disabilitato: resta in archivio, fuori dagli invii e dai conteggi. Aprilo e premi Riabilita per usarlo.",
    ],
    [
      "C'è scritto oltre 10.000.",
      "Oltre quel numero FlussIO non conta, per rispondere subito. Le pagine ci sono tutte.",
    ],
  ],
  More: FlowStates,
  see: ["flusso", "programmazione"],
};
