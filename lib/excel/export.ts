import { once } from "node:events";
import { PassThrough, type Writable } from "node:stream";
import { type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import ExcelJS from "exceljs";
import type { OwnCell } from "@/db/schema/notifications";

/** How a column is shown; texts and identifiers never become numbers, nor formulas when they begin with = + - @. */
type Kind = "text" | "day" | "moment" | "euro" | "integer" | "own";

export type ExportColumn = {
  heading: string;
  width: number;
  kind: Kind;
  /** Where the values come from: texts, days, timestamps with time zone, euro cents, integers or own cells as JSON, as the kind says. */
  from: SQL | AnyPgColumn;
  /** The words of the console for what the database holds as codes. */
  words?: Readonly<Record<string, string>>;
};

type Value = string | number | boolean | null;
type Row = Readonly<Record<string, Value>>;

/** Cells in format Testo stay texts even when somebody edits them. */
const formats: Record<Kind, string> = {
  text: "@",
  day: "dd/mm/yyyy",
  moment: "dd/mm/yyyy hh:mm:ss",
  euro: "#,##0.00",
  integer: "0",
  own: "@",
};

/** A sheet holds 1,048,576 rows: what exceeds this many goes on in a further one. */
const rowsPerSheet = 1_000_000;

/** A spreadsheet opens no cell with more characters than this. */
const longestText = 32_767;

const nameOf = (index: number) => `c${index}`;

/** What a query must select to fill these columns. A workbook knows no time zones: moments are the wall clock in Italy. */
export const selectionOf = (columns: readonly ExportColumn[]): Record<string, SQL.Aliased> =>
  Object.fromEntries(
    columns.map(({ kind, from }, index) => {
      const value =
        kind === "moment" ? sql`to_char(${from} at time zone 'Europe/Rome', 'YYYY-MM-DD"T"HH24:MI:SS')` : sql`${from}`;
      return [nameOf(index), value.as(nameOf(index))];
    }),
  );

/**
 * Writes a workbook while the rows are read, at the pace of whoever takes it. The first rows are awaited, so that a
 * failing query is an error and not a broken file. Texts are written in place: a table of them would grow with the rows.
 */
export async function streamWorkbook(
  name: string,
  columns: readonly ExportColumn[],
  batches: AsyncGenerator<Row[]>,
): Promise<PassThrough> {
  const first = await batches.next();
  const out = new PassThrough();
  write(out, name, columns, restored(first, batches)).catch((error: Error) => out.destroy(error));
  return out;
}

async function* restored(first: IteratorResult<Row[]>, rest: AsyncGenerator<Row[]>) {
  try {
    if (!first.done) yield first.value;
    yield* rest;
  } finally {
    await rest.return(undefined);
  }
}

async function write(
  out: PassThrough,
  name: string,
  columns: readonly ExportColumn[],
  batches: AsyncGenerator<Row[]>,
): Promise<void> {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true, useSharedStrings: false });
  let sheet = addSheet(workbook, name, columns);
  let written = 0;
  for await (const rows of batches) {
    for (const row of rows) {
      if (written > 0 && written % rowsPerSheet === 0) {
        sheet.commit();
        sheet = addSheet(workbook, `${name} ${written / rowsPerSheet + 1}`, columns);
      }
      addRow(sheet, columns, row);
      written += 1;
    }
    for (const queue of [...queuesOf(sheet), out]) if (queue.writableNeedDrain && !out.destroyed) await drained(queue);
    if (out.destroyed) return;
  }
  sheet.commit();
  await workbook.commit();
}

/** exceljs hands a sheet to the zip without asking for room: what waits between them would grow with the rows. */
const queuesOf = (sheet: ExcelJS.Worksheet): Writable[] =>
  (sheet as unknown as { stream?: { pipes?: Writable[] } }).stream?.pipes ?? [];

/** Waits until the reader has taken what was written, or has left. */
export async function drained(out: Writable): Promise<void> {
  const over = new AbortController();
  const waits = ["drain", "close"].map((event) => once(out, event, { signal: over.signal }));
  await Promise.race(waits).finally(() => {
    for (const wait of waits) wait.catch(() => {});
    over.abort();
  });
}

function addSheet(workbook: ExcelJS.stream.xlsx.WorkbookWriter, name: string, columns: readonly ExportColumn[]) {
  const sheet = workbook.addWorksheet(name, { views: [{ state: "frozen", ySplit: 1 }] });
  sheet.columns = columns.map(({ heading, width, kind }) => ({
    header: heading,
    width,
    style: kind === "own" ? {} : { numFmt: formats[kind] },
  }));
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: columns.length } };
  const headings = sheet.getRow(1);
  headings.font = { bold: true };
  headings.commit();
  return sheet;
}

function addRow(sheet: ExcelJS.Worksheet, columns: readonly ExportColumn[], row: Row) {
  const cells = columns.map((column, index) => cellOf(column, row[nameOf(index)] ?? null));
  const added = sheet.addRow(cells);
  for (const [index, { kind }] of columns.entries()) {
    const style = kind === "own" ? ownStyle(cells[index]) : undefined;
    if (style) added.getCell(index + 1).style = style;
  }
  added.commit();
}

/** The cells of an own column are each of their own kind. The same objects for all: the writer knows them at once. */
const styles = { text: { numFmt: formats.text }, day: { numFmt: formats.day } };

function ownStyle(cell: ExcelJS.CellValue | undefined) {
  if (typeof cell === "string") return styles.text;
  return cell instanceof Date ? styles.day : undefined;
}

/** A cell of the operator's own file, as it was. */
function ownValue(cell: OwnCell): ExcelJS.CellValue {
  if (typeof cell === "string") return cell.slice(0, longestText);
  return typeof cell === "object" && cell ? new Date(`${cell.day}T00:00:00Z`) : cell;
}

function cellOf({ kind, words }: ExportColumn, value: Value): ExcelJS.CellValue {
  if (value === null || value === "") return null;
  switch (kind) {
    case "text":
      return words?.[String(value)] ?? String(value);
    case "day":
      return new Date(`${value}T00:00:00Z`);
    case "moment":
      return new Date(`${value}Z`);
    case "euro":
      return Number(value) / 100;
    case "integer":
      return Number(value);
    case "own":
      return ownValue(JSON.parse(String(value)));
  }
}
