import { afterAll, describe, expect, it } from "vitest";
import { type ReadMessage, readImport } from "@/lib/excel/read";
import type { ImportedRow } from "@/lib/excel/rows";
import type { ContentLimits } from "@/lib/notifications/content";
import { fiscalCodeOf } from "@/tests/support/people";
import { headings, workbooks } from "@/tests/support/workbook";

const files = workbooks();
afterAll(() => files.remove());

const service: ContentLimits = { maxPaymentAmount: 1_000_000, testing: false, testFiscalCodes: [] };
const body = `Gentile cittadina, gentile cittadino, ${"è già così, perché la città lo dice ".repeat(3)}`.trim();
const row = (n: number) => [fiscalCodeOf(n), `Oggetto numero ${n}`, body];

type Message<T extends ReadMessage["type"]> = Extract<ReadMessage, { type: T }>;

async function read(file: string) {
  const messages: ReadMessage[] = [];
  const reading = readImport(file, service);
  for (let next = await reading.next(); !next.done; next = await reading.next(true)) messages.push(next.value);
  const of = <T extends ReadMessage["type"]>(type: T) =>
    messages.filter((message): message is Message<T> => message.type === type);
  const rows: ImportedRow[] = of("rows").flatMap(({ json }) => JSON.parse(json));
  return { sheet: of("sheet")[0]!, rows, batches: of("rows"), end: of("end")[0] };
}

const problemsOf = async (file: string) =>
  (await read(file)).end?.report.problems.map(({ cell, code }) => `${cell} ${code}`);

const fixture = (name: string) => `tests/fixtures/${name}`;

describe("readImport", () => {
  describe.each(["openpyxl.xlsx", "libreoffice.xlsx", "libreoffice.ods"])("on %s", (name) => {
    it("finds the headings under a title, on the first visible sheet that has them", async () => {
      const { sheet, rows, end } = await read(fixture(name));
      expect(sheet).toMatchObject({
        sheet: "Elenco città",
        otherSheets: ["Altro"],
        unknown: ["Cognome"],
        problems: [],
      });
      expect(rows.map((one) => one.row)).toEqual([4, 5, 7, 8]);
      expect(end).toMatchObject({ rows: 4, hiddenRows: 1, report: { badRows: 0 } });
    });

    it("reads days, amounts, yes and no in each of their forms", async () => {
      const { rows } = await read(fixture(name));
      expect(
        rows.map(({ dueDate, amount, noticeNumber, payableAfterDue }) => [
          dueDate,
          amount,
          noticeNumber,
          payableAfterDue,
        ]),
      ).toEqual([
        ["2031-12-31", 123450, "301234567890123456", true],
        ["2031-12-31", 1200, "001234567890123456", false],
        ["2031-05-01", null, null, true],
        [null, null, null, true],
      ]);
    });

    it("keeps every letter of the texts", async () => {
      const { rows } = await read(fixture(name));
      expect(rows[0]?.body).toBe(
        "Gentile cittadina, gentile cittadino, è disponibile l'avviso: perché non perderlo, la città <ti> scrive & ricorda così.",
      );
      expect(rows[1]?.body).toMatch(/così\.\n\n- riga \*\*due\*\*$/);
      expect(rows[3]?.subject).toBe("Spazi attorno");
    });

    it("counts days from 1904 when the workbook does", async () => {
      expect((await read(fixture(name.replace(".", "-1904.")))).rows[0]?.dueDate).toBe("2031-12-31");
    });
  });

  it.each(["libreoffice-utf-8.csv", "libreoffice-windows-1252.csv"])("reads the same rows in %s", async (name) => {
    const { sheet, rows, end } = await read(fixture(name));
    expect(sheet).toMatchObject({ otherSheets: [], unknown: ["Cognome"], problems: [] });
    expect(rows).toEqual((await read(fixture("libreoffice.xlsx"))).rows);
    expect(end).toMatchObject({ rows: 4, hiddenRows: 0 });
  });

  it("names every wrong cell of a file of another program", async () => {
    const common = ["A2 number-cell", "D3 date-year", "E3 amount-decimals", "F3 number-cell"];
    for (const format of ["xlsx", "ods"])
      expect(await problemsOf(fixture(`libreoffice-formulas.${format}`))).toEqual([...common, "D5 formula-error"]);
    // openpyxl computes nothing: its formulas have no result until a spreadsheet has saved them.
    expect(await problemsOf(fixture("openpyxl-formulas.xlsx"))).toEqual([
      ...common,
      ...["C4", "D4", "E4", "F4", "D5"].map((cell) => `${cell} formula-unsaved`),
    ]);
  });

  it("takes formulas by their value", async () => {
    const rows = [["", "", ""], row(1)];
    const file = await files.of([headings, ...rows], (workbook) => {
      const sheet = workbook.getWorksheet(1)!;
      sheet.getCell("D3").value = { formula: "DATE(2031,2,3)", result: 47_882 };
      sheet.getCell("E3").value = { formula: "10/4", result: 2.5 };
      sheet.getCell("F3").value = { formula: '"3"&"01234567890123456"', result: "301234567890123456" };
    });
    expect((await read(file)).rows).toMatchObject([
      { row: 3, dueDate: "2031-02-03", amount: 250, noticeNumber: "301234567890123456" },
    ]);
  });

  it("reads rich text, links and shared texts", async () => {
    const [code, subject] = row(2);
    const file = await files.of([
      headings,
      [
        { text: code, hyperlink: "https://example.org" },
        { richText: [{ text: "Avviso " }, { font: { bold: true }, text: "importante " }, { text: "per te" }] },
        body,
      ],
      [code, subject, body],
    ]);
    expect((await read(file)).rows).toMatchObject([
      { fiscalCode: code, subject: "Avviso importante per te" },
      { subject, body },
    ]);
  });

  const sheetPart = (rewrite: (text: string) => string) => (part: string, text: string) =>
    part.startsWith("xl/worksheets/sheet") ? rewrite(text) : text;

  it("reads sheets whose rows and cells do not say their place", async () => {
    const file = await files.of([headings, row(1), row(2)]);
    const bare = sheetPart((text) => text.replace(/(<(?:row|c)) r="[^"]*"/g, "$1"));
    expect((await read(await files.rewritten(file, bare))).rows.map((one) => one.row)).toEqual([2, 3]);
  });

  it("reads sheets whose elements carry a prefix", async () => {
    const file = await files.of([headings, row(1)]);
    const prefixed = await files.rewritten(file, (part, text) =>
      /^xl\/(workbook|styles|sharedStrings|worksheets\/sheet\d+)\.xml$/.test(part)
        ? text.replace(/<(\/?)([a-zA-Z])/g, "<$1x:$2").replace(' xmlns="', ' xmlns:x="')
        : text,
    );
    expect((await read(prefixed)).rows).toHaveLength(1);
  });

  it("reads inline texts in several runs, and does not decode them twice", async () => {
    const file = await files.of([headings, row(1)]);
    const inline = sheetPart((text) =>
      text.replace(
        /<c r="B2"[^>]*>.*?<\/c>/,
        '<c r="B2" t="inlineStr"><is><r><t xml:space="preserve">Avviso </t></r><r><t>&amp;lt;importante&amp;gt;</t></r></is></c>',
      ),
    );
    expect((await read(await files.rewritten(file, inline))).rows[0]?.subject).toBe("Avviso &lt;importante&gt;");
  });

  it("finds parts by their relations, whatever their names", async () => {
    const file = await files.of([headings, row(1)]);
    const moved = await files.rewritten(file, (part, text) =>
      part === "xl/_rels/workbook.xml.rels" ? text.replace("worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml") : text,
    );
    expect((await read(moved)).rows).toHaveLength(1);
  });

  it("never breaks a letter between two pieces of the file", async () => {
    const rows = Array.from({ length: 3_000 }, (_, n) => [fiscalCodeOf(n + 1), "Oggetto di prova", `${n} ${body}`]);
    const read3000 = await read(await files.of([headings, ...rows]));
    expect(read3000.batches.length).toBeGreaterThan(1);
    expect(read3000.rows.map((one) => one.body)).toEqual(rows.map(([, , text]) => text));
  });

  it("reads the visible sheet that has the headings, not the first", async () => {
    const file = await files.of([["Istruzioni"], ["Leggi bene"]], (workbook) => {
      workbook.addWorksheet("Dati").addRows([headings, row(1)]);
    });
    expect((await read(file)).sheet).toMatchObject({ sheet: "Dati", otherSheets: ["Foglio1"], problems: [] });
  });

  it("says what is missing when no sheet has the headings", async () => {
    const file = await files.of([
      ["Nome", "Cognome"],
      ["Anna", "Bianchi"],
    ]);
    const { sheet, end } = await read(file);
    expect(sheet).toMatchObject({ sheet: "Foglio1", unknown: ["Nome", "Cognome"] });
    expect(sheet.problems.map((problem) => problem.code)).toEqual(["missing", "missing", "missing"]);
    expect(end).toBeUndefined();
  });

  it("points at the half of a payment that is there when the other has no column", async () => {
    const file = await files.of([
      ["CF", "Oggetto", "Testo", "Somma"],
      [...row(1), 12],
    ]);
    expect(await problemsOf(file)).toEqual(["D2 notice-missing"]);
  });

  it("takes a row with something in it for a row, blank cells aside", async () => {
    const file = await files.of([
      [...headings, "Nome"],
      row(1),
      [" ", "", null],
      [null, null, null, null, null, null, null, "Anna"],
    ]);
    expect(await problemsOf(file)).toEqual(["A4 required", "B4 required", "C4 required"]);
  });

  it("refuses a hundred thousand and one rows", async () => {
    const sheet = (rows: number) =>
      sheetPart((text) => {
        const line = text.match(/<row r="2".*?<\/row>/)?.[0].replace(/ r="[^"]*"/g, "") ?? "";
        return text.replace(/<row r="2".*?<\/row>/, line.repeat(rows));
      });
    const file = await files.of([headings, row(1)]);
    await expect(read(await files.rewritten(file, sheet(100_001)))).rejects.toMatchObject({ reason: "too-many-rows" });
    expect((await read(await files.rewritten(file, sheet(100_000)))).end?.rows).toBe(100_000);
  });

  it("refuses more than sixty million characters of text", async () => {
    const file = await files.of([headings, [fiscalCodeOf(1), "Oggetto di prova", "x".repeat(30_000)]]);
    const many = sheetPart((text) => {
      const line = text.match(/<row r="2".*?<\/row>/)?.[0].replace(/ r="[^"]*"/g, "") ?? "";
      return text.replace(/<row r="2".*?<\/row>/, line.repeat(2_001));
    });
    await expect(read(await files.rewritten(file, many))).rejects.toMatchObject({
      reason: "too-much-text",
      values: { millions: 60 },
    });
  });
});
