import { describe, expect, it } from "vitest";
import { wordImport } from "@/app/italian/import";
import { demoPeople } from "@/lib/appio/sandbox/demo-people";
import { demoServices } from "@/lib/appio/sandbox/demo-services";
import { type ReadMessage, readImport } from "@/lib/excel/read";
import { actionOf, actions } from "@/lib/excel/report";
import type { ImportedRow } from "@/lib/excel/rows";

const tributi = { maxPaymentAmount: demoServices[0]!.maxPaymentAmount, testing: false, testFiscalCodes: [] };

async function read(file: string) {
  const messages: ReadMessage[] = [];
  for await (const message of readImport(file, tributi)) messages.push(message);
  const [sheet, end] = [messages[0], messages.at(-1)];
  if (sheet?.type !== "sheet" || end?.type !== "end") throw new Error("not read");
  const rows: ImportedRow[] = messages.flatMap((message) => (message.type === "rows" ? JSON.parse(message.json) : []));
  return { sheet, rows, end };
}

describe("the sample workbooks", () => {
  it("import clean, with people of every outcome and payments far in the future", async () => {
    const { rows, end } = await read("public/esempio-corretto.xlsx");
    expect(end).toMatchObject({ rows: 25, report: { badRows: 0 } });
    const codes = new Set(rows.map(({ fiscalCode }) => fiscalCode));
    expect(codes.size).toBe(25);
    for (const { fiscalCode } of demoPeople) expect(codes).toContain(fiscalCode);
    const payments = rows.filter(({ amount }) => amount !== null);
    expect(payments.length).toBeGreaterThan(8);
    for (const { dueDate } of payments) expect(dueDate).toMatch(/^2030-/);
  });

  it("show every kind of error, each named with its cell, among good rows", async () => {
    const { sheet, rows, end } = await read("public/esempio-con-errori.xlsx");
    expect(sheet.unknown).toEqual(["Zona"]);
    expect(rows.map(({ row }) => row)).toEqual([2, 11, 38]);
    expect(end.report.problems.map(({ cell, code }) => `${cell} ${code}`)).toEqual([
      "A3 fiscal-code-length",
      "A4 fiscal-code-character",
      "A5 fiscal-code-month",
      "A6 fiscal-code-day",
      "A7 fiscal-code-check",
      "A8 fiscal-code-company",
      "A9 number-cell",
      "A10 fiscal-code-test",
      "A12 required",
      "B13 required",
      "C14 required",
      "B15 too-short",
      "B16 too-long",
      "C17 too-short",
      "C18 too-long",
      "B19 unreadable-character",
      "D20 date-day",
      "D21 date-form",
      "D22 date-year",
      "E23 amount-form",
      "E24 amount-ambiguous",
      "E25 amount-negative",
      "E26 amount-decimals",
      "E27 amount-too-large",
      "E28 amount-over-service",
      "F29 notice-missing",
      "E30 amount-missing",
      "F31 notice-length",
      "F32 notice-character",
      "F33 notice-start",
      "F34 number-cell",
      "G35 yes-no",
      "D36 formula-error",
      "E37 formula-unsaved",
    ]);
    const shown = new Set(end.report.problems.map(actionOf));
    // The demo's service is not In prova, and front matter by hand is no matter for a first example.
    expect(actions.filter((action) => !shown.has(action))).toEqual([
      "remove-not-enabled",
      "fix-buttons",
      "fix-values",
      "remove-uuids",
    ]);
  });

  it("are worded for the operator, with what to do", async () => {
    const { sheet, end } = await read("public/esempio-con-errori.xlsx");
    const { report, rows } = end;
    const source = { sheet: sheet.sheet, otherSheets: sheet.otherSheets, unknown: sheet.unknown };
    const worded = wordImport({ ok: false, kind: "rows", source, rows, validRows: rows - report.badRows, report });
    expect(worded).toMatchObject({
      kind: "rows",
      title: "34 righe da correggere su 37: non è stato importato nulla",
      more: null,
      notes: ["Colonne non usate: Zona. FlussIO le ignora."],
      onlyValid: {
        title: "Importare solo 3 righe su 37?",
        text: "Le 34 righe con errori restano fuori dal flusso: per quelle non parte nessuna notifica finché non le correggi e le importi. Scarica prima il file con la colonna Errore.",
        button: "Importa 3 righe",
        back: "Torna agli errori",
      },
    });
    if (worded.kind !== "rows") throw new Error("unexpected");
    expect(worded.problems[0]).toEqual({
      row: 3,
      cell: "A3",
      text: "il codice fiscale ha 15 caratteri, ne servono 16.",
    });
    expect(worded.actions).toContain("Correggi 7 codici fiscali.");
    expect(worded.actions).toContain("Completa 3 righe con dati obbligatori mancanti.");
    expect(worded.actions).toContain("Riduci 1 importo oltre il massimo del servizio (10.000,00 €).");
    for (const text of [...worded.actions, ...worded.problems.map((problem) => problem.text)])
      expect(text).toMatch(/^[^{}]+\.$/);
  });
});
