/**
 * One run of bench:export in a process of its own, the workbook written to nowhere: `bare <workbook> <rows>`, or `export
 * <flow> <database>`; `keep <flow> <database> <workbook>` writes the export to a file, whose values the bare writing takes.
 * Prints seconds.
 */
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { PassThrough, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import ExcelJS from "exceljs";
import { notificationWords } from "@/app/italian/export";
import { open } from "@/db/client";
import { exportNotifications } from "@/lib/notifications/export";
import { notificationSearch } from "@/lib/notifications/search";

const [kind, ...rest] = process.argv.slice(2);
const seconds = kind === "bare" ? await writeBare(rest) : await exportFlow(rest);
process.stdout.write(`${seconds}\n`, () => process.exit(0));

function nowhere() {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
}

async function exportFlow([flowId = "", database = "", file]: string[]): Promise<number> {
  const { db, sql } = open(database);
  await sql`select 1`;
  const ctx = { db, sql, actor: { kind: "system", name: "banco" } as const, now: new Date(), emit: () => {} };
  const started = performance.now();
  const workbook = await exportNotifications(ctx, notificationSearch.parse({ flowId }), notificationWords);
  await pipeline(workbook, file === undefined ? nowhere() : createWriteStream(file));
  return (performance.now() - started) / 1000;
}

/**
 * The same columns with values read beforehand, with exceljs alone: the rows of a workbook of a few thousand are written
 * over and over, so that no store of values counts as memory of the writing.
 */
async function writeBare([file = "", wanted = ""]: string[]): Promise<number> {
  const sample = await sampleOf(file);
  const rows = Number(wanted);
  const out = new PassThrough();
  const drained = pipeline(out, nowhere());
  const started = performance.now();
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true, useSharedStrings: false });
  const sheet = workbook.addWorksheet("Notifiche");
  sheet.columns = sample.formats.map((numFmt) => ({ style: { numFmt } }));
  sheet.addRow(sample.headings).commit();
  for (let n = 0; n < rows; n++) {
    sheet.addRow(sample.rows[n % sample.rows.length]).commit();
    if (n % 500 === 499 && out.writableNeedDrain) await once(out, "drain");
  }
  sheet.commit();
  await workbook.commit();
  await drained;
  return (performance.now() - started) / 1000;
}

async function sampleOf(file: string) {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(file);
  const [sheet] = workbook.worksheets;
  if (!sheet) throw new Error("the export has no sheet");
  const rowAt = (number: number) =>
    Array.from({ length: sheet.columnCount }, (_, index) => sheet.getCell(number, index + 1).value);
  const formats = Array.from(
    { length: sheet.columnCount },
    (_, index) => sheet.getCell(2, index + 1).numFmt ?? "General",
  );
  return {
    formats,
    headings: rowAt(1),
    rows: Array.from({ length: sheet.rowCount - 1 }, (_, index) => rowAt(index + 2)),
  };
}
