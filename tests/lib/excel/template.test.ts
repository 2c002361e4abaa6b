import ExcelJS from "exceljs";
import { afterAll, describe, expect, it } from "vitest";
import { templateWords } from "@/app/italian/template";
import type { Placeholder } from "@/db/schema/models";
import { readImport } from "@/lib/excel/read";
import { makeTemplate } from "@/lib/excel/template";
import { hasOffice, withConverted } from "@/tests/support/office";
import { fiscalCodeOf } from "@/tests/support/people";
import { workbooks } from "@/tests/support/workbook";

const files = workbooks();
afterAll(() => files.remove());

const tributi = { name: "Tributi comunali", maxPaymentAmount: 100_000 };
const anagrafe = { name: "Anagrafe", maxPaymentAmount: 0 };

async function templateOf(service: typeof tributi, placeholders: Placeholder[] | null = null) {
  const content = Buffer.from(
    await makeTemplate(templateWords(service, placeholders), { payments: service.maxPaymentAmount > 0, placeholders }),
  );
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(content as unknown as ExcelJS.Buffer);
  const sheet = workbook.worksheets[0]!;
  return { content, workbook, sheet, headings: (sheet.getRow(1).values as string[]).slice(1) };
}

const placeholders: Placeholder[] = [
  { name: "nome", type: "text", fallback: null },
  { name: "anno", type: "number", fallback: "2026" },
  { name: "giorno ritiro", type: "date", fallback: null },
  { name: "rata", type: "amount", fallback: "" },
  { name: "scadenza", type: "date", fallback: null },
];

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

  it("has a column for each placeholder of a text, and none for the text", async () => {
    const { sheet, headings, workbook } = await templateOf(anagrafe, placeholders);
    expect(headings).toEqual(["Codice Fiscale*", "nome*", "anno", "giorno ritiro*", "rata", "Scadenza*"]);
    expect(["A", "B", "D", "E"].map((column) => sheet.getColumn(column).numFmt)).toEqual([
      "@",
      "@",
      "dd/mm/yyyy",
      "#,##0.00",
    ]);
    expect(JSON.stringify(sheet.getCell("B1").note)).toContain("Obbligatorio. Prende il posto di {{nome}}");
    expect(JSON.stringify(sheet.getCell("C1").note)).toContain("vale «2026»");
    expect(JSON.stringify(sheet.getCell("F1").note)).toContain("Obbligatorio. Prende il posto di {{scadenza}}");
    expect(sheet.getCell("D2").value).toEqual(new Date(Date.UTC(2030, 11, 31)));
    const guide = JSON.stringify(workbook.getWorksheet("Guida")?.getSheetValues());
    expect(guide).toContain("giorno ritiro*");
    expect(guide).not.toContain("Contenuto*");
  });

  it.skipIf(!hasOffice)("keeps the columns of a text through LibreOffice", { timeout: 120_000 }, async () => {
    const file = files.bytes((await templateOf(anagrafe, placeholders)).content);
    await withConverted(file, "xlsx", async (saved) => {
      const workbook = new ExcelJS.Workbook();
      await workbook.xlsx.readFile(saved);
      const sheet = workbook.worksheets[0]!;
      expect(["B1", "D1", "F1"].map((cell) => sheet.getCell(cell).value)).toEqual([
        "nome*",
        "giorno ritiro*",
        "Scadenza*",
      ]);
      expect(["A2", "B50000"].map((cell) => sheet.getCell(cell).numFmt)).toEqual(["@", "@"]);
      expect(sheet.getCell("D50000").numFmt.toLowerCase()).toBe("dd/mm/yyyy");
      expect(JSON.stringify(sheet.getCell("B1").note)).toContain("{{nome}}");
      expect(sheet.getCell("E2").value).toBe(1234.56);
    });
  });

  it("is refused when the example is left where it is, and only for that", async () => {
    const messages = await read(files.bytes((await templateOf(tributi)).content));
    expect(messages[0]).toMatchObject({ sheet: "Notifiche", otherSheets: ["Guida"], problems: [], unknown: [] });
    expect(messages.at(-1)).toMatchObject({
      rows: 1,
      report: { problems: [{ cell: "A2", code: "fiscal-code-test" }], problemCount: 1 },
    });
  });

  it("is imported as it was typed, once it is filled", async () => {
    expect(await rowsOf(await filled())).toEqual(expected);
  });

  it.skipIf(!hasOffice)("is the same once LibreOffice has opened and saved it", { timeout: 120_000 }, async () => {
    await withConverted(await filled(), "xlsx", async (saved) => {
      expect(await rowsOf(saved)).toEqual(expected);
      const workbook = new ExcelJS.Workbook();
      await workbook.xlsx.readFile(saved);
      const sheet = workbook.worksheets[0]!;
      expect(["A2", "F2", "A50000", "F50000"].map((cell) => sheet.getCell(cell).numFmt)).toEqual(["@", "@", "@", "@"]);
      expect(sheet.getCell("D50000").numFmt.toLowerCase()).toBe("dd/mm/yyyy");
      expect(JSON.stringify(sheet.getCell("A1").note)).toContain("16 caratteri");
      expect(sheet.getCell("G2").dataValidation).toMatchObject({
        type: "list",
        formulae: expect.arrayContaining(['"sì,no"']),
      });
    });
  });
});

async function read(file: string) {
  const messages = [];
  for await (const message of readImport(file, { maxPaymentAmount: 1_000_000, testing: false, testFiscalCodes: [] }))
    messages.push(message);
  return messages;
}

const rowsOf = async (file: string): Promise<unknown[]> =>
  (await read(file)).flatMap((message) => (message.type === "rows" ? JSON.parse(message.json) : []));

const body =
  "Gentile cittadina, gentile cittadino,\n\nla **TARI** si paga entro la scadenza, in unica soluzione o a rate.";
const expected = [
  {
    ...{
      row: 2,
      id: null,
      own: null,
      fiscalCode: fiscalCodeOf(1),
      subject: "TARI, saldo dell'anno",
      body,
      dueDate: "2027-12-31",
    },
    ...{ amount: 12050, noticeNumber: "001000000000000012", payableAfterDue: false },
  },
  {
    ...{
      row: 3,
      own: null,
      id: null,
      fiscalCode: fiscalCodeOf(2),
      subject: "TARI, saldo dell'anno",
      body,
      dueDate: null,
    },
    ...{ amount: null, noticeNumber: null, payableAfterDue: true },
  },
];

/** The template with two rows typed over the example, as a person would. */
async function filled(): Promise<string> {
  const { workbook, sheet } = await templateOf(tributi);
  const type = (row: number, values: (string | number | Date | null)[]) => {
    for (const [index, value] of values.entries()) sheet.getCell(row, index + 1).value = value;
  };
  const due = new Date(Date.UTC(2027, 11, 31));
  type(2, [fiscalCodeOf(1), "TARI, saldo dell'anno", body, due, 120.5, "001000000000000012", "no"]);
  type(3, [fiscalCodeOf(2).toLowerCase(), "TARI, saldo dell'anno", body, null, null, null, null]);
  const file = files.place();
  await workbook.xlsx.writeFile(file);
  return file;
}
