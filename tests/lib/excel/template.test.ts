import ExcelJS from "exceljs";
import { afterAll, describe, expect, it } from "vitest";
import { templateWords } from "@/app/italian/template";
import { readImport } from "@/lib/excel/read";
import { makeTemplate } from "@/lib/excel/template";
import { workbooks } from "@/tests/support/workbook";

const files = workbooks();
afterAll(() => files.remove());

const tributi = { name: "Tributi comunali", maxPaymentAmount: 100_000 };
const anagrafe = { name: "Anagrafe", maxPaymentAmount: 0 };

async function templateOf(service: typeof tributi) {
  const content = Buffer.from(await makeTemplate(templateWords(service), { payments: service.maxPaymentAmount > 0 }));
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(content as unknown as ExcelJS.Buffer);
  const sheet = workbook.worksheets[0]!;
  return { content, workbook, sheet, headings: (sheet.getRow(1).values as string[]).slice(1) };
}

describe("makeTemplate", () => {
  it("has the headings that an import knows, with a note on each", async () => {
    const { sheet, headings } = await templateOf(tributi);
    expect(headings).toEqual([
      "Codice Fiscale*",
      "Oggetto*",
      "Contenuto*",
      "Scadenza",
      "Importo",
      "Numero Avviso",
      "Paga dopo la scadenza",
    ]);
    for (const index of headings.keys()) expect(sheet.getRow(1).getCell(index + 1).note).toBeTruthy();
  });

  it("keeps identifiers as texts in the rows still empty, and offers yes and no", async () => {
    const { sheet } = await templateOf(tributi);
    for (const column of ["A", "F"]) expect(sheet.getColumn(column).numFmt).toBe("@");
    expect(sheet.getColumn("D").numFmt).toBe("dd/mm/yyyy");
    expect(sheet.getCell("G2").dataValidation).toMatchObject({ type: "list", formulae: ['"sì,no"'], allowBlank: true });
    expect(sheet.getCell("G100001").dataValidation).toBeTruthy();
  });

  it("has no payment columns for a service that cannot send payments", async () => {
    const { headings, workbook } = await templateOf(anagrafe);
    expect(headings).toEqual(["Codice Fiscale*", "Oggetto*", "Contenuto*", "Scadenza"]);
    expect(JSON.stringify(workbook.getWorksheet("Guida")?.getSheetValues())).toContain("non può inviare avvisi");
  });

  it("has a guide with the name and the maximum of the service", async () => {
    const guide = JSON.stringify((await templateOf(tributi)).workbook.getWorksheet("Guida")?.getSheetValues());
    expect(guide).toContain("Notifiche per il servizio Tributi comunali");
    expect(guide).toContain("1.000,00 €");
  });

  it("is refused when the example is left where it is, and only for that", async () => {
    const file = files.bytes((await templateOf(tributi)).content);
    const messages = [];
    for await (const message of readImport(file, { maxPaymentAmount: 1_000_000, testing: false, testFiscalCodes: [] }))
      messages.push(message);
    expect(messages[0]).toMatchObject({ sheet: "Notifiche", otherSheets: ["Guida"], problems: [], unknown: [] });
    expect(messages.at(-1)).toMatchObject({
      rows: 1,
      report: { problems: [{ cell: "A2", code: "fiscal-code-test" }], problemCount: 1 },
    });
  });
});
