import { describe, expect, it } from "vitest";
import { wordImport, wordSameFile, wordUnreadable } from "@/app/italian/import";
import { unreadableSentences } from "@/app/italian/unreadable";
import type { ImportResult, Source } from "@/lib/excel/result";
import { Unreadable } from "@/lib/excel/unreadable";

const source: Source = { sheet: "Foglio1", otherSheets: [], unknown: [] };
const none = { total: 0, inFile: 0, inFlow: 0, listed: [] };
const done = (changes: Partial<Extract<ImportResult, { ok: true }>>) =>
  wordImport({
    ok: true,
    source,
    imported: 1_000,
    corrected: 0,
    removed: 0,
    skipped: 0,
    leftOut: null,
    hiddenRows: 0,
    duplicates: none,
    unscheduled: false,
    ...changes,
  });

describe("wordImport", () => {
  it("says how many rows are in, in the singular too", () => {
    expect(done({})).toEqual({
      kind: "imported",
      title: "Importate 1.000 righe",
      text: null,
      notes: [],
      duplicates: null,
      leftOut: null,
    });
    expect(done({ imported: 1, skipped: 1 })).toMatchObject({
      title: "Importata 1 riga",
      text: "1 riga con errori è rimasta fuori dal flusso: correggi e importa in un altro file solo quella.",
    });
    expect(done({ skipped: 2_000 })).toMatchObject({
      text: "2.000 righe con errori sono rimaste fuori dal flusso: correggi e importa in un altro file solo quelle.",
    });
  });

  it("tells corrections from additions", () => {
    expect(done({ corrected: 1_000 })).toMatchObject({ title: "Corrette 1.000 notifiche" });
    expect(done({ corrected: 1 })).toMatchObject({ title: "Corretta 1 notifica. Importate 999 righe" });
  });

  it("notes what was not read, and what was read although hidden", () => {
    expect(
      done({ hiddenRows: 2, source: { sheet: "Dati", otherSheets: ["Note", "Grafico"], unknown: ["Zona", "Via"] } }),
    ).toMatchObject({
      notes: [
        "2 righe nascoste nel foglio: FlussIO le ha importate come le altre.",
        "Colonne non usate: Zona, Via. FlussIO le ignora.",
        "FlussIO ha letto il foglio Dati. Altri fogli non letti: Note, Grafico.",
      ],
    });
  });

  it("warns of repeated notices with the rows of the file", () => {
    const pair = { fiscalCode: "RGGMRT95B47Z999J", noticeNumber: "301234567890123456" };
    expect(
      done({
        duplicates: {
          total: 2,
          inFile: 1,
          inFlow: 1,
          listed: [
            { ...pair, rows: [4, 1_017], alreadyInFlow: false },
            { ...pair, rows: [5], alreadyInFlow: true },
          ],
        },
      }),
    ).toMatchObject({
      duplicates: {
        title: "2 avvisi di pagamento sono ripetuti",
        text: "Stesso numero avviso per la stessa persona: 1 nel file, 1 già in questo flusso. Se continui, queste persone possono ricevere lo stesso avviso due volte.",
        lines: [
          "Righe 4, 1.017: avviso 301234567890123456 per RGGMRT95B47Z999J.",
          "Riga 5: avviso 301234567890123456 per RGGMRT95B47Z999J, già nel flusso.",
        ],
        more: null,
      },
    });
  });

  it("names the columns to put right", () => {
    expect(
      wordImport({
        ok: false,
        kind: "columns",
        source,
        problems: [
          { code: "missing", heading: "Oggetto" },
          { code: "repeated", heading: "Importo", letters: ["C", "F"] },
          { code: "merged", ranges: ["B4:B6", "A9:A10"] },
        ],
      }),
    ).toEqual({
      kind: "columns",
      title: "Correggi le colonne: non è stato importato nulla",
      lines: [
        "Manca la colonna Oggetto.",
        "La colonna Importo compare più volte (C, F): lasciane una.",
        "Ci sono celle unite in B4:B6, A9:A10: separale.",
      ],
      notes: [],
    });
  });

  it("offers no valid rows when there are none, and says when the list is cut", () => {
    const problem = { row: 2, cell: "A2", field: "fiscalCode", code: "required", values: {} } as const;
    const report = {
      problems: [problem],
      problemCount: 3_000,
      badRows: 1,
      summary: [{ action: "complete-rows", rows: 1 }],
    } as const;
    expect(
      wordImport({
        ok: false,
        kind: "rows",
        source,
        rows: 1,
        validRows: 0,
        report: { ...report, problems: [problem], summary: [...report.summary] },
      }),
    ).toMatchObject({
      title: "1 riga da correggere su 1: non è stato importato nulla",
      actions: ["Completa 1 riga con dati obbligatori mancanti."],
      more: "L'elenco mostra i primi 1 problemi su 3.000.",
      onlyValid: null,
    });
  });

  it("offers to replace the rows where a file is there already, if they may be replaced", () => {
    const before = { by: "tributi", at: new Date("2031-02-28T17:09:00Z"), rows: 1_000 };
    expect(wordSameFile({ ...before, replaceable: 1_200 })).toEqual({
      kind: "refused",
      title: "Questo file è già nel flusso",
      text: "tributi lo ha importato il 28 febbraio 2031 alle 18:09: 1.000 righe. Importarlo di nuovo creerebbe notifiche doppie. Se vuoi ricominciare, sostituisci le righe; se hai corretto il file, salvalo e carica la nuova versione.",
      replace: { button: "Sostituisci le 1.200 righe" },
    });
    expect(wordSameFile({ ...before, replaceable: null })).not.toHaveProperty("replace");
    expect(done({ removed: 3 })).toMatchObject({ notes: ["3 righe di prima sono state tolte dal flusso."] });
  });

  it("has a sentence for every file it cannot read", () => {
    const values = { format: "xlsb", megabytes: 50, row: 14, rows: 100_000, millions: 60, sheet: "Dati" } as const;
    for (const sentence of Object.values(unreadableSentences)) {
      const text = (sentence as (all: typeof values) => string)(values);
      expect(text).toMatch(/^[^{}]+\.$/);
      expect(text).not.toMatch(/undefined|NaN/);
    }
    expect(wordUnreadable(new Unreadable("too-many-rows", { rows: 100_000 }))).toEqual({
      kind: "refused",
      title: "Il file non si può leggere: non è stato importato nulla",
      text: "Ha più di 100.000 righe. Dividilo in più file e importali uno dopo l'altro nello stesso flusso.",
    });
    expect(wordUnreadable(new Unreadable("no-rows", { sheet: "Dati" }))).toMatchObject({
      title: "Il file non contiene righe: non è stato importato nulla",
    });
  });
});
