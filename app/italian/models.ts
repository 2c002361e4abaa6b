import type { PlaceholderType } from "@/db/states";

/** What a cell of each type takes, and how it stands in the message. */
export const placeholderTypeHints: Record<PlaceholderType, string> = {
  text: "Un testo su una riga; i segni di formattazione compaiono così come sono.",
  date: "giorno/mese/anno, per esempio 31/12/2027.",
  amount: "In euro, per esempio 1.234,56.",
  number: "Un numero, per esempio 1.234.",
};
