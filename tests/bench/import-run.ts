/** One run of bench:import in a process of its own: `bare <file>`, or `import <file> <flow> <database>`. Prints seconds. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import ExcelJS from "exceljs";
import { open } from "@/db/client";
import { importWorkbook } from "@/lib/notifications/import";
import { byIndex } from "@/lib/sending/engine";

const [kind, file = "", flowId = "", database = ""] = process.argv.slice(2);
const seconds = kind === "bare" ? await readBare() : await importFile();
process.stdout.write(`${seconds}\n`, () => process.exit(0));

/** Every cell of every row, and nothing done with it. */
async function readBare(): Promise<number> {
  const started = performance.now();
  const reader = new ExcelJS.stream.xlsx.WorkbookReader(file, {
    worksheets: "emit",
    sharedStrings: "cache",
    styles: "cache",
    hyperlinks: "ignore",
    entries: "emit",
  });
  let cells = 0;
  for await (const sheet of reader) for await (const row of sheet) row.eachCell(() => void cells++);
  if (cells === 0) throw new Error("the workbook is empty");
  return (performance.now() - started) / 1000;
}

async function importFile(): Promise<number> {
  const sha256 = createHash("sha256")
    .update(await readFile(file))
    .digest("hex");
  const { db, sql } = open(database, { max: 6, connection: byIndex });
  await sql`select 1`;
  const ctx = { db, sql, actor: { kind: "system", name: "banco" } as const, now: new Date(), emit: () => {} };
  const started = performance.now();
  const result = await importWorkbook(ctx, { flowId, fileName: "banco.xlsx", file, sha256, mode: "all-or-nothing" });
  const taken = (performance.now() - started) / 1000;
  if (!result.ok) throw new Error(`nothing was imported: ${JSON.stringify(result).slice(0, 1_000)}`);
  await sql.end();
  return taken;
}
