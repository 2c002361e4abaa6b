import type { UploadState } from "@/db/states";
import type { ColumnProblem } from "@/lib/excel/columns";
import type { RowReport } from "@/lib/excel/report";
import type { Duplicates, ImportResult, Source } from "@/lib/excel/result";
import type { UnreadableReason, UnreadableValues } from "@/lib/excel/unreadable";
import { isRefusal, type Refusal } from "@/lib/refusal";
import type { ImportOutcome } from "@/lib/uploads/outcome";
import { wordProblem } from "./content";
import { atHour, count, number, onDay, plural } from "./format";
import { wordAction } from "./import-actions";
import { wordRefusal } from "./refusals";
import { scheduleVoided } from "./schedule";
import { unreadableSentences } from "./unreadable";

/** A problem of a row as a table shows it: "Riga 14, cella A14: …". */
export type WordedProblem = { row: number; cell: string; text: string };

/** How an import ended, in words, for the page that sent the file. */
export type ImportReport =
  | {
      kind: "imported";
      title: string;
      text: string | null;
      notes: string[];
      duplicates: WordedDuplicates | null;
      /** The wrong cells of the rows that stayed out. */
      leftOut: WordedProblems | null;
    }
  | { kind: "refused"; title: string; text: string; replace?: { button: string } }
  | { kind: "columns"; title: string; lines: string[]; notes: string[] }
  | {
      kind: "rows";
      title: string;
      /** What to do, one sentence for each kind of problem. */
      actions: string[];
      problems: WordedProblem[];
      more: string | null;
      notes: string[];
      /** The offer to import the valid rows alone, when there are any. */
      onlyValid: { title: string; text: string; button: string; back: string } | null;
    };

/** `more`: when there are more problems than are listed. */
export type WordedProblems = { problems: WordedProblem[]; more: string | null };

export type WordedDuplicates = { title: string; text: string; lines: string[]; more: string | null };

export function wordOutcome(outcome: ImportOutcome): ImportReport {
  if (outcome.ok) return wordImport(outcome);
  switch (outcome.kind) {
    case "refused":
      if (isRefusal(outcome.refusal, "same-file")) return wordSameFile(outcome.refusal.values);
      return { kind: "refused", title: "Non è stato importato nulla", text: wordRefusal(outcome.refusal) };
    case "interrupted":
      return {
        kind: "refused",
        title: "FlussIO non è riuscito a leggere il file: non è stato importato nulla",
        text: "La lettura si è interrotta più volte. Carica di nuovo il file; se succede ancora, chiama chi gestisce l'installazione.",
      };
    default:
      return wordImport(outcome);
  }
}

export const uploadStateLabels: Record<UploadState, string> = {
  waiting: "In attesa",
  reading: "In lettura",
  imported: "Importato",
  refused: "Non importato",
  failed: "Non letto",
};

/** While a file is being read. */
export const readingLine = ({ part, again }: { part: number; again: boolean }) =>
  `${again ? "La lettura si era interrotta e nessuna riga era stata importata: FlussIO ricomincia dall'inizio. " : ""}${
    part === 0
      ? "FlussIO sta leggendo il file…"
      : `FlussIO sta controllando tutte le righe: ${Math.round(part * 100)}%.`
  }`;

/** On a flow that was sent. */
export const correctingTitle = "Qui un file corregge le notifiche in Errore";
export const correctingText =
  "Filtra le notifiche in Errore, premi Esporta Excel, correggi i dati senza toccare la colonna UUID e carica il file: le notifiche corrette tornano Registrato, e Riprendi le invia. Quelle con esito incerto non si correggono così: possono essere già arrivate.";

/** Togli le righe. */
export const clearQuestion = (rows: number) => ({
  title: plural(rows, "Togliere la riga del flusso?", `Togliere tutte le ${number(rows)} righe del flusso?`),
  text: "Le notifiche in preparazione si cancellano e non si possono recuperare; i file da cui vengono si possono importare di nuovo.",
  button: plural(rows, "Togli la riga", `Togli ${number(rows)} righe`),
});

export const clearedRows = (rows: number) => `${count(rows, "riga tolta", "righe tolte")} dal flusso.`;

export function wordImport(result: ImportResult): ImportReport {
  if (result.ok) {
    const { imported, corrected, removed, skipped, duplicates } = result;
    return {
      kind: "imported",
      title: wordDone({ corrected, added: imported - corrected }),
      text:
        skipped === 0
          ? null
          : `${count(skipped, "riga con errori è rimasta", "righe con errori sono rimaste")} fuori dal flusso: correggi e importa in un altro file solo ${plural(skipped, "quella", "quelle")}.`,
      notes: [
        ...(removed > 0
          ? [`${count(removed, "riga di prima è stata tolta", "righe di prima sono state tolte")} dal flusso.`]
          : []),
        ...(result.unscheduled ? [scheduleVoided] : []),
        ...hiddenRows(result.hiddenRows),
        ...sourceNotes(result.source),
      ],
      duplicates: duplicates.total === 0 ? null : wordDuplicates(duplicates),
      leftOut: result.leftOut && wordProblems(result.leftOut),
    };
  }
  switch (result.kind) {
    case "unreadable":
      return wordUnreadable(result);
    case "columns":
      return {
        kind: "columns",
        title: "Correggi le colonne: non è stato importato nulla",
        lines: result.problems.map(wordColumn),
        notes: sourceNotes(result.source),
      };
    case "rows":
      return wordRows(result);
  }
}

/** What a file did to the flow; a file that adds nothing was one of corrections. */
function wordDone({ corrected, added }: { corrected: number; added: number }): string {
  const both = [
    corrected > 0 ? `${plural(corrected, "Corretta", "Corrette")} ${count(corrected, "notifica", "notifiche")}` : "",
    added > 0 ? `${plural(added, "Importata", "Importate")} ${count(added, "riga", "righe")}` : "",
  ].filter(Boolean);
  return both.join(". ");
}

function wordRows({ source, rows, validRows, report }: Extract<ImportResult, { kind: "rows" }>): ImportReport {
  const { badRows, summary } = report;
  return {
    kind: "rows",
    title: `${count(badRows, "riga", "righe")} da correggere su ${number(rows)}: non è stato importato nulla`,
    actions: summary.map(({ action, rows: n }) => wordAction(action, n, report)),
    ...wordProblems(report),
    notes: sourceNotes(source),
    onlyValid:
      validRows === 0
        ? null
        : {
            title: `Importare solo ${count(validRows, "riga", "righe")} su ${number(rows)}?`,
            text: `${plural(badRows, "La riga", `Le ${number(badRows)} righe`)} con errori ${plural(badRows, "resta", "restano")} fuori dal flusso: per ${plural(badRows, "quella", "quelle")} non parte nessuna notifica finché non ${plural(badRows, "la correggi e la importi", "le correggi e le importi")}. Scarica prima il file con la colonna Errore.`,
            button: `Importa ${count(validRows, "riga", "righe")}`,
            back: "Torna agli errori",
          },
  };
}

const wordProblems = ({ problems, problemCount }: RowReport): WordedProblems => ({
  problems: problems.map((problem) => ({ row: problem.row, cell: problem.cell, text: wordProblem(problem) })),
  more:
    problemCount > problems.length
      ? `L'elenco mostra i primi ${number(problems.length)} problemi su ${number(problemCount)}.`
      : null,
});

/** words.md 17. */
export function wordSameFile({ by, at, rows, replaceable }: Refusal<"same-file">["values"]): ImportReport {
  const again = "Importarlo di nuovo creerebbe notifiche doppie.";
  const wayOut = "se hai corretto il file, salvalo e carica la nuova versione.";
  return {
    kind: "refused",
    title: "Questo file è già nel flusso",
    text: `${by} lo ha importato ${onDay(at)} ${atHour(at)}: ${count(rows, "riga", "righe")}. ${again} ${
      replaceable === null ? `S${wayOut.slice(1)}` : `Se vuoi ricominciare, sostituisci le righe; ${wayOut}`
    }`,
    ...(replaceable === null ? {} : { replace: { button: replaceLabel(replaceable) } }),
  };
}

/** Sostituisci le {n} righe. */
export const replaceLabel = (rows: number) =>
  plural(rows, "Sostituisci la riga", `Sostituisci le ${number(rows)} righe`);

function wordColumn(problem: ColumnProblem): string {
  switch (problem.code) {
    case "missing":
      return `Manca la colonna ${problem.heading}.`;
    case "missing-placeholder":
      return `Il testo del flusso usa {{${problem.name}}}, ma nel file manca la colonna ${problem.name}.`;
    case "repeated":
      return `La colonna ${problem.heading} compare più volte (${problem.letters.join(", ")}): lasciane una.`;
    case "merged":
      return `Ci sono celle unite in ${problem.ranges.join(", ")}: separale.`;
  }
}

export function wordUnreadable<R extends UnreadableReason>({
  reason,
  values,
}: {
  reason: R;
  values: UnreadableValues[R];
}): ImportReport {
  return {
    kind: "refused",
    title: `${reason === "no-rows" ? "Il file non contiene righe" : "Il file non si può leggere"}: non è stato importato nulla`,
    text: unreadableSentences[reason](values),
  };
}

function sourceNotes({ sheet, otherSheets, unknown }: Source): string[] {
  const notes: string[] = [];
  if (unknown.length > 0) notes.push(`Colonne non usate: ${unknown.join(", ")}. FlussIO le ignora.`);
  if (otherSheets.length > 0)
    notes.push(`FlussIO ha letto il foglio ${sheet}. Altri fogli non letti: ${otherSheets.join(", ")}.`);
  return notes;
}

const hiddenRows = (n: number) =>
  n === 0
    ? []
    : [
        `${count(n, "riga nascosta", "righe nascoste")} nel foglio: FlussIO ${plural(n, "l'ha importata", "le ha importate")} come le altre.`,
      ];

function wordDuplicates({ total, inFile, inFlow, listed }: Duplicates): WordedDuplicates {
  const where = [inFile > 0 && `${number(inFile)} nel file`, inFlow > 0 && `${number(inFlow)} già in questo flusso`];
  return {
    title: `${count(total, "avviso di pagamento è ripetuto", "avvisi di pagamento sono ripetuti")}`,
    text: `Stesso numero avviso per la stessa persona: ${where.filter(Boolean).join(", ")}. Se continui, ${plural(total, "questa persona può", "queste persone possono")} ricevere lo stesso avviso due volte.`,
    lines: listed.map(
      ({ fiscalCode, noticeNumber, rows, alreadyInFlow }) =>
        `${plural(rows.length, "Riga", "Righe")} ${rows.map(number).join(", ")}: avviso ${noticeNumber} per ${fiscalCode}${alreadyInFlow ? ", già nel flusso" : ""}.`,
    ),
    more: total > listed.length ? `L'elenco mostra i primi ${number(listed.length)} su ${number(total)}.` : null,
  };
}
