import { familyMeanings } from "@/app/italian/dashboard";
import { familyLabels } from "@/app/italian/states";
import { families } from "@/lib/notifications/state";
import { Words } from "../words";
import type { HelpPage } from "./help-page";

export const dashboardHelp: HelpPage = {
  title: "Cruscotto",
  lead: "La prima pagina: che cosa parte adesso, che cosa aspetta te, com'è andata negli ultimi 30 giorni.",
  open: { href: "/", label: "Apri il Cruscotto" },
  steps: [
    <>
      <strong>In invio</strong> mostra ogni flusso che sta partendo, quante notifiche ha fatto, il tempo che manca e
      quanta parte delle richieste ammesse da App IO l'ente sta usando.
    </>,
    <>
      <strong>Da seguire</strong> elenca i flussi incompleti e gli esiti incerti: aprili e decidi. In cima trovi gli
      invii fermati da un guasto, quelli programmati che non sono partiti e quelli da approvare.
    </>,
    <>
      <strong>Esiti degli ultimi 30 giorni</strong> conta le notifiche per giorno e per servizio. Ogni numero è un
      collegamento all'elenco di quelle notifiche; sotto ogni grafico c'è la tabella con gli stessi numeri.
    </>,
    <>
      <strong>Guasti degli ultimi 7 giorni</strong> dice se App IO ha rifiutato una chiave, non ha risposto o ha chiesto
      di rallentare.
    </>,
  ],
  troubles: [
    [
      "C'è scritto che il motore degli invii è fermo.",
      "I flussi non avanzano, ma nulla va perso: quando riparte, gli invii riprendono da dove erano. Chiama chi gestisce l'installazione.",
    ],
    [
      "Circa un terzo delle notifiche è non raggiungibile.",
      "È normale: circa un terzo dei cittadini non usa IO o ha disattivato i messaggi. Non è un errore e non c'è nulla da correggere: avvisa quelle persone in altro modo.",
    ],
    [
      "Un flusso che cerco non c'è.",
      "Vedi solo i servizi per cui sei abilitato. Cerca in Gestione Flussi; se manca, chiedi a chi amministra gli operatori.",
    ],
  ],
  More: () => <Words heading="Esito" rows={families.map((family) => [familyLabels[family], familyMeanings[family]])} />,
  see: ["gestione-flussi", "esiti-e-correzioni"],
};
