import { PassThrough, Readable } from "node:stream";
import ExcelJS from "exceljs";
import { ZipFile } from "yazl";
import type { Template } from "../models/template";
import type { ContentLimits } from "../notifications/content";
import { type Archive, openArchive } from "./archive";
import type { Cell } from "./cell";
import { errorHeading, indexOf } from "./columns";
import { type ErrorColumn, type Mark, withErrors } from "./errors-sheet";
import { markStyles } from "./errors-styles";
import { drained } from "./export";
import { withReader } from "./reader";
import type { CellProblem } from "./rows";
import { openSource } from "./source";
import { readParts } from "./workbook";

/** What the rows are checked against. */
export type Rules = { service: ContentLimits; template: Template | null };

/** How a problem is said in the column Errore. */
export type SayProblem = (problem: CellProblem) => string;

/**
 * The operator's own file with a column Errore and its wrong cells marked. Of an .xlsx only the sheet that was read is
 * written anew, with red twins of its formats; .ods and .csv come back as .xlsx. Null when no row is wrong. Throws Unreadable.
 */
export async function errorsWorkbook(file: string, rules: Rules, say: SayProblem): Promise<Readable | null> {
  const found = await findErrors(file, rules, say);
  if (!found) return null;
  const { sheet, errors } = found;
  return (await isXlsx(file)) ? rewritten(file, sheet, errors) : written(file, sheet, errors);
}

/** Reads the file once more in the thread of the imports, for what is wrong with every row of it. */
async function findErrors(file: string, rules: Rules, say: SayProblem) {
  return withReader(async (open) => {
    const reader = open({ file, ...rules, everyProblem: true });
    const marks = new Map<number, Mark>();
    const first = await reader.next(false);
    if (first.type !== "sheet" || first.problems.length > 0) return null;
    for (;;) {
      const message = await reader.next(false);
      if (message.type === "problems") for (const problem of message.problems) mark(marks, problem, say);
      if (message.type !== "end") continue;
      if (marks.size === 0) return null;
      const { headingRow, errorColumn, sheet } = first;
      const place = { headingRow, column: errorColumn ?? message.width, existing: errorColumn !== null };
      const errors: ErrorColumn = { ...place, heading: errorHeading, marks };
      return { sheet, errors };
    }
  });
}

function mark(marks: Map<number, Mark>, problem: CellProblem, say: SayProblem) {
  const before = marks.get(problem.row);
  const column = indexOf(problem.cell);
  marks.set(problem.row, {
    columns: [...(before?.columns ?? []), ...(column === -1 ? [] : [column])],
    text: before ? `${before.text} ${say(problem)}` : say(problem),
  });
}

async function isXlsx(file: string): Promise<boolean> {
  const archive = await openArchive(file).catch(() => null);
  const found = archive?.has("[content_types].xml") ?? false;
  archive?.close();
  return found;
}

/** The same zip, part by part, with two of them edited. */
async function rewritten(file: string, sheet: string, errors: ErrorColumn): Promise<Readable> {
  const archive = await openArchive(file);
  const { sheets, styles } = await readParts(archive);
  const part = sheets.find(({ name }) => name === sheet)?.part;
  const styling = markStyles(await wholeOf(archive, styles));
  const zip = new ZipFile();
  for (const one of archive.parts()) {
    const name = one.name.replace(/^\/+/, "");
    // Folders, and names that no workbook can refer to and no zip may hold.
    if (name.endsWith("/") || /^[a-z]:|(^|\/)\.\.(\/|$)/i.test(name)) continue;
    if (styling && one.part === styles) zip.addBuffer(Buffer.from(styling.xml), name);
    else if (one.part === part)
      add(zip, name, async () => Readable.from(withErrors(archive.read(one.part), errors, styling)));
    else add(zip, name, () => one.open());
  }
  zip.end();
  return flowing(zip, archive);
}

function add(zip: ZipFile, name: string, open: () => Promise<Readable>) {
  zip.addReadStreamLazy(name, (done) => {
    open().then(
      (stream) => {
        // A part that breaks ends the whole, instead of leaving whoever downloads it waiting.
        stream.on("error", (error) => zip.emit("error", error));
        done(null, stream);
      },
      (error) => done(error, Readable.from([])),
    );
  });
}

/** What the zip gives, until it ends or nobody wants it; then the file is let go. */
function flowing(zip: ZipFile, archive: Archive): Readable {
  const out = new PassThrough();
  zip.on("error", (error) => out.destroy(error));
  zip.outputStream.pipe(out);
  out.on("close", () => archive.close());
  return out;
}

/** Characters of a part with styles that are worth editing; one with more is copied as it is. */
const longestStyles = 10_000_000;

async function wholeOf(archive: Archive, part: string): Promise<string> {
  let whole = "";
  for await (const text of archive.read(part)) {
    whole += text;
    if (whole.length > longestStyles) return "";
  }
  return whole;
}

const red: ExcelJS.Fill = { type: "pattern", pattern: "solid", fgColor: { argb: "FFFFC7CE" } };
const formats = {
  text: "@",
  number: "General",
  date: "dd/mm/yyyy",
  boolean: "General",
  error: "@",
  formula: "@",
} as const;

/** The rows of a file that is no .xlsx, as one; a text stays a text. */
async function written(file: string, name: string, errors: ErrorColumn): Promise<Readable> {
  const source = await openSource(file);
  const out = new PassThrough();
  out.on("close", () => source.close());
  const sheet = source.sheets.find((one) => one.name === name);
  if (!sheet) throw new Error("the sheet that was read is not there any more");
  write(out, sheet.rows(), errors).catch((error: Error) => out.destroy(error));
  return out;
}

async function write(out: PassThrough, rows: AsyncIterable<Row[]>, errors: ErrorColumn): Promise<void> {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true, useSharedStrings: false });
  const sheet = workbook.addWorksheet("Foglio1");
  for await (const some of rows) {
    for (const { number, cells } of some) fill(sheet.getRow(number), number, cells, errors);
    if (out.writableNeedDrain) await drained(out);
    if (out.destroyed) return;
  }
  sheet.commit();
  await workbook.commit();
}

type Row = { number: number; cells: readonly (Cell | undefined)[] };

function fill(
  row: ExcelJS.Row,
  number: number,
  cells: Row["cells"],
  { marks, headingRow, heading, column }: ErrorColumn,
) {
  cells.forEach((cell, index) => {
    if (!cell || (index === column && number > headingRow)) return;
    const target = row.getCell(index + 1);
    target.value = contentOf(cell);
    target.numFmt = formats[cell.kind];
  });
  const mark = marks.get(number);
  for (const index of mark?.columns ?? []) {
    const target = row.getCell(index + 1);
    target.fill = red;
    // What is typed where it was missing stays as typed.
    if (!cells[index]) target.numFmt = formats.text;
  }
  const text = number === headingRow ? heading : mark?.text;
  if (text !== undefined) row.getCell(column + 1).value = text;
  if (mark) row.getCell(column + 1).fill = red;
  row.commit();
}

/** A workbook holds no longer text in a cell. */
const longestText = 32_767;

/** Days before these have no number in a workbook. */
const isShown = (day: string) => day >= "1900-03-01" && !Number.isNaN(Date.parse(`${day}T00:00:00Z`));

function contentOf(cell: Cell): ExcelJS.CellValue {
  switch (cell.kind) {
    case "text":
      return cell.text.slice(0, longestText);
    case "number":
      return cell.number;
    case "boolean":
      return cell.boolean;
    case "date":
      return isShown(cell.day) ? new Date(`${cell.day}T00:00:00Z`) : cell.day;
    case "error":
      return cell.error;
    case "formula":
      return null;
  }
}
