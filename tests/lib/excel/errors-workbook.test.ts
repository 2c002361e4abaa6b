import { readFileSync } from "node:fs";
import ExcelJS from "exceljs";
import JSZip from "jszip";
import { afterAll, describe, expect, it } from "vitest";
import { errorsWorkbook } from "@/lib/excel/errors-workbook";
import { readImport } from "@/lib/excel/read";
import type { ContentLimits } from "@/lib/notifications/content";
import { hasOffice, withConverted } from "@/tests/support/office";
import { fiscalCodeOf } from "@/tests/support/people";
import { headings, workbooks } from "@/tests/support/workbook";

const files = workbooks();
afterAll(() => files.remove());

const service: ContentLimits = { maxPaymentAmount: 1_000_000, testing: false, testFiscalCodes: [] };
const body = "Gentile cittadina, gentile cittadino, questo testo è lungo abbastanza per App IO, e anche di più.";
const good = (n: number) => [fiscalCodeOf(n), `Oggetto numero ${n}`, body];

async function answerTo(file: string): Promise<Buffer | null> {
  const stream = await errorsWorkbook(
    file,
    { service: service, template: null },
    ({ code, cell }) => `${cell}: ${code}.`,
  );
  if (!stream) return null;
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function opened(content: Buffer): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  // Safe because the declarations of exceljs know an older Buffer.
  await workbook.xlsx.load(content as unknown as ExcelJS.Buffer);
  return workbook;
}

const textsOf = (sheet: ExcelJS.Worksheet, column: number) =>
  Array.from({ length: sheet.rowCount }, (_, n) => sheet.getCell(n + 1, column).text);
const isRed = (cell: ExcelJS.Cell) => cell.fill?.type === "pattern" && cell.fill.fgColor?.argb === "FFFFC7CE";

async function problemsOf(file: string) {
  const found: string[] = [];
  for await (const message of readImport(file, service)) {
    if (message.type === "sheet") found.push(...message.problems.map(({ code }) => code), ...message.unknown);
    if (message.type === "end") found.push(...message.report.problems.map(({ cell, code }) => `${cell} ${code}`));
  }
  return found;
}

/** A title above, a styled heading, bad rows with a blank and a half of a payment. */
const sample = () =>
  files.of(
    [["Elenco"], headings, good(1), ["X", "Breve", body, null, 12, null], [null, "Oggetto numero 3", body], good(4)],
    (workbook) => {
      const sheet = workbook.getWorksheet(1)!;
      sheet.getCell("G2").font = { bold: true };
      sheet.getCell("E4").numFmt = "#,##0.00";
      sheet.getCell("A4").numFmt = "@";
      workbook.addWorksheet("Altro").addRow(["non", "toccare"]);
    },
  );

describe("errorsWorkbook", () => {
  it("adds the column to the sheet, marks the wrong cells and keeps their formats", async () => {
    const workbook = await opened((await answerTo(await sample()))!);
    const sheet = workbook.getWorksheet("Foglio1")!;
    expect(textsOf(sheet, 8)).toEqual([
      "",
      "Errore",
      "",
      "A4: fiscal-code-length. B4: too-short. F4: notice-missing.",
      "A5: required.",
      "",
    ]);
    expect(sheet.getCell("H2").font?.bold).toBe(true);
    expect(["A4", "B4", "F4", "A5"].map((cell) => isRed(sheet.getCell(cell)))).toEqual([true, true, true, true]);
    expect(["A3", "C4", "E4", "A6"].map((cell) => isRed(sheet.getCell(cell)))).toEqual([false, false, false, false]);
    expect([sheet.getCell("A4").numFmt, sheet.getCell("E4").numFmt]).toEqual(["@", "#,##0.00"]);
    expect(sheet.getCell("E4").value).toBe(12);
  });

  it("keeps the format of the column where a value is missing", async () => {
    const file = await files.of([headings, [null, "Oggetto numero 1", body]], (workbook) => {
      workbook.getWorksheet(1)!.getColumn(1).numFmt = "@";
      // A blank cell that is not in the file, as spreadsheets leave it.
      workbook.getWorksheet(1)!.getCell("A2").style = {};
    });
    const bare = await files.rewritten(file, (_, text) => text.replace(/<c r="A2"[^>]*\/>/, ""));
    const cell = (await opened((await answerTo(bare))!)).getWorksheet(1)!.getCell("A2");
    expect([cell.numFmt, isRed(cell)]).toEqual(["@", true]);
  });

  it("leaves every other part as it was", async () => {
    const file = await sample();
    const [before, after] = await Promise.all(
      [readFileSync(file), (await answerTo(file))!].map((zip) => JSZip.loadAsync(zip)),
    );
    const parts = Object.keys(before!.files).filter((part) => !before!.files[part]!.dir);
    expect(Object.keys(after!.files)).toEqual(parts);
    for (const part of parts.filter((one) => !/sheet1\.xml$|styles\.xml$/.test(one)))
      expect(await after!.file(part)!.async("string")).toBe(await before!.file(part)!.async("string"));
  });

  it("gives way to a new answer where there is one already, and a corrected copy is right", async () => {
    const first = files.bytes((await answerTo(await sample()))!);
    expect(await problemsOf(first)).toEqual([
      "A4 fiscal-code-length",
      "B4 too-short",
      "F4 notice-missing",
      "A5 required",
    ]);
    const workbook = await opened(readFileSync(first));
    const sheet = workbook.getWorksheet("Foglio1")!;
    sheet.getCell("A5").value = fiscalCodeOf(3);
    const half = files.place();
    await workbook.xlsx.writeFile(half);
    const second = files.bytes((await answerTo(half))!);
    const again = (await opened(readFileSync(second))).getWorksheet("Foglio1")!;
    expect(textsOf(again, 8)[4]).toBe("");
    expect(textsOf(again, 8)[3]).toMatch(/^A4/);
    expect(textsOf(again, 9).join("")).toBe("");
    again.getCell("A4").value = fiscalCodeOf(2);
    again.getCell("B4").value = "Oggetto numero 2";
    again.getCell("E4").value = null;
    const right = files.place();
    await again.workbook.xlsx.writeFile(right);
    expect(await problemsOf(right)).toEqual([]);
    expect(await answerTo(right)).toBeNull();
  });

  const sheetPart = (rewrite: (text: string) => string) => (part: string, text: string) =>
    part === "xl/worksheets/sheet1.xml" ? rewrite(text) : text;

  it.each<[string, (text: string) => string]>([
    ["do not say their place", (text) => text.replace(/(<(?:row|c)) r="[^"]*"/g, "$1")],
    ["carry a prefix", (text) => text.replace(/<(\/?)([a-zA-Z])/g, "<$1x:$2").replace(' xmlns="', ' xmlns:x="')],
    [
      "stand in odd places of a line",
      (text) =>
        text
          .replace(/ s="/g, "\n  s='")
          .replace(/(s='\d+)"/g, "$1'")
          .replace("</row>", "<!-- a > b --></row>"),
    ],
  ])("edits a sheet whose elements %s", async (_, rewrite) => {
    const file = await files.rewritten(
      await files.of([headings, good(1), ["X", "Oggetto numero 2", body], good(3)], (workbook) => {
        workbook.getWorksheet(1)!.getCell("A3").numFmt = "@";
      }),
      sheetPart(rewrite),
    );
    const answer = files.bytes((await answerTo(file))!);
    expect(await problemsOf(answer)).toEqual(["A3 fiscal-code-length"]);
    const marked = (await JSZip.loadAsync(readFileSync(answer))).file("xl/worksheets/sheet1.xml")!;
    expect((await marked.async("string")).match(/<(?:x:)?c [^>]*\bs=/g)).toHaveLength(2);
    const rows: unknown[] = [];
    for await (const message of readImport(answer, service))
      if (message.type === "sheet") rows.push(message.errorColumn);
    expect(rows).toEqual([7]);
  });

  it.each([
    "tests/fixtures/libreoffice-formulas.ods",
    "tests/fixtures/openpyxl-formulas.xlsx",
    "tests/fixtures/libreoffice-formulas.xlsx",
  ])("answers to %s with a workbook that has the same problems", async (file) => {
    const answer = files.bytes((await answerTo(file))!);
    // Errors of formulas come back as texts: as wrong as before, by another rule.
    const cells = async (one: string) => (await problemsOf(one)).map((problem) => problem.split(" ")[0]);
    expect(await cells(answer)).toEqual(await cells(file));
  });

  it("gives a .csv back as a workbook of texts, none of them a formula", async () => {
    const file = files.bytes(`CF;Oggetto;Contenuto;Nota\nX;Oggetto numero 1;${body};=1+1\n`, "csv");
    const sheet = (await opened((await answerTo(file))!)).getWorksheet(1)!;
    expect([1, 2, 3, 4, 5].map((column) => sheet.getCell(2, column).value)).toEqual([
      "X",
      "Oggetto numero 1",
      body,
      "=1+1",
      "A2: fiscal-code-length.",
    ]);
    expect(sheet.getCell("A2").numFmt).toBe("@");
    expect(isRed(sheet.getCell("A2"))).toBe(true);
  });

  it("tells every wrong row of thousands", async () => {
    const lines = Array.from({ length: 5_000 }, (_, n) => `X${n};Oggetto numero ${n};${body}`);
    const sheet = (
      await opened((await answerTo(files.bytes(["CF;Oggetto;Contenuto", ...lines].join("\n"), "csv")))!)
    ).getWorksheet(1)!;
    expect(textsOf(sheet, 4).filter((text) => text.endsWith("fiscal-code-length."))).toHaveLength(5_000);
  });

  it.skipIf(!hasOffice)("opens in LibreOffice", { timeout: 120_000 }, async () => {
    const answer = files.bytes((await answerTo(await sample()))!);
    await withConverted(answer, "ods", async (converted) => {
      expect(await problemsOf(converted)).toEqual(await problemsOf(answer));
    });
  });
});
