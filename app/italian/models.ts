import type { PlaceholderType } from "@/db/states";
import { count } from "./format";

export const placeholderTypeLabels: Record<PlaceholderType, string> = {
  text: "Testo",
  date: "Data",
  amount: "Importo",
  number: "Numero",
};

/** What a cell of each type takes, and how it stands in the message. */
export const placeholderTypeHints: Record<PlaceholderType, string> = {
  text: "Un testo su una riga; i segni di formattazione compaiono così come sono.",
  date: "giorno/mese/anno, per esempio 31/12/2027.",
  amount: "In euro, per esempio 1.234,56.",
  number: "Un numero, per esempio 1.234.",
};

export const modelLabels = {
  serviceId: "Servizio",
  name: "Nome",
  subject: "Oggetto",
  body: "Contenuto",
};

/** How a value is asked for in a text. */
export const placeholderHint =
  "Dove il testo cambia da persona a persona scrivi un segnaposto, per esempio {{nome}}: il file Excel avrà una colonna con lo stesso nome.";

export const modelSaved = (version: number) => `Modello salvato: ora vale la versione ${version}.`;
export const modelDisabled =
  "Modello disabilitato: non si può più scegliere. I flussi che lo usano tengono il loro testo.";
export const modelEnabled = "Modello riabilitato.";

/** Beside Aggiorna, when flows hold a version of the model. */
export const inUseTitle = (flows: number) => `Questo modello è usato da ${count(flows, "flusso", "flussi")}`;
export const inUseText =
  "Se lo modifichi nasce una versione nuova. Questi flussi tengono il testo che hanno: per usare quello nuovo, scegli di nuovo il modello nel flusso.";

/** Where the text of a flow comes from. */
export const textSources = {
  rows: "Ogni riga del file porta il suo testo",
  model: "Un modello del servizio",
  own: "Un testo solo per questo flusso",
} as const;

export const newerVersion = (version: number) =>
  `Del modello c'è ora la versione ${version}: per usarla, sceglilo di nuovo.`;
export const textRefused =
  "Il testo non si può cambiare finché il flusso contiene notifiche: sono già scritte con quello di adesso. Per cambiarlo togli prima le righe, in Importa da File Excel.";

/** What the preview shows in the place of a value. */
export const placeholderExamples: Record<PlaceholderType, (name: string) => string> = {
  text: (name) => `[${name}]`,
  date: () => "31/12/2027",
  amount: () => "1.234,56 €",
  number: () => "1.234",
};
