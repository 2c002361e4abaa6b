import { day } from "./format";

const COPY = "Copia di ";
/** Of a note (lib/flows/form.ts). */
const LONGEST = 500;

/** The note of a flow that Duplica flusso makes; a copy of a copy says it once. */
export function copyNote({ note, createdAt }: { note: string; createdAt: Date }): string {
  if (note.startsWith(COPY)) return note;
  return `${COPY}${note || `flusso del ${day(createdAt)}`}`.slice(0, LONGEST).trimEnd();
}

/** What the new flow says of itself when it opens. */
export const duplicated =
  "Questo è un flusso nuovo, Inattivo: ha lo stesso servizio e la stessa nota, ma nessun destinatario. Correggi la nota, poi importa il file Excel.";
