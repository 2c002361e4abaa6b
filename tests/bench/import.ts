/**
 * `npm run bench:import -- --small 10000 --large 100000 --archive 1000000 --pairs 3`: the whole import of a file (read,
 * checked, stored in one transaction) over a bare streaming read of it with exceljs, each in a fresh process, into a
 * table that holds an archive already. Last line: `bench import ratio=… peak_mb=… memory=…`.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Sql } from "@/db/client";
import { startProduct } from "@/tests/support/product";
import { seedArchive } from "./archive-data";
import { addFlow } from "./bench-flow";
import { type Run, runFresh, wordsOf } from "./child";
import { writeWorkbook } from "./import-file";
import { machine, median, spread } from "./machine";

const { values } = parseArgs({
  options: {
    small: { type: "string", default: "10000" },
    large: { type: "string", default: "100000" },
    archive: { type: "string", default: "1000000" },
    pairs: { type: "string", default: "3" },
  },
});
const sizes = [Number(values.small), Number(values.large)] as const;
const [archive, pairs] = [Number(values.archive), Number(values.pairs)];
/** As many as seedArchive wants. */
const serviceCount = 40;

type Pair = { bare: Run; imported: Run };

console.log(`bench:import: ${sizes.join(" and ")} rows of 8 columns into a table of ${archive}; ${machine()}`);
const folder = await mkdtemp(join(tmpdir(), "flussio-bench-"));
const product = await startProduct({ limit: null });
try {
  const services: string[] = [];
  for (let n = 0; n < serviceCount; n++) services.push(await product.addService(`sandbox-banco-servizio${n}`));
  await seedArchive(product.sql, services, archive);
  await product.sql`update services set max_payment_amount = 1000000`;
  const [small, large] = [await measure(services[0] ?? "", sizes[0]), await measure(services[0] ?? "", sizes[1])];
  const ratios = large.map(({ bare, imported }) => imported.seconds / bare.seconds);
  const [least, most] = [small, large].map((all) => median(all.map(({ imported }) => imported.peak)));
  console.log(`ratio ${spread(ratios)}; ${machine()}`);
  const memory = (most ?? Number.NaN) / (least ?? Number.NaN);
  const peak = Math.max(...large.map(({ imported }) => imported.peak)) / 1e6;
  console.log(`bench import ratio=${median(ratios).toFixed(2)} peak_mb=${peak.toFixed(0)} memory=${memory.toFixed(2)}`);
} finally {
  await product.stop();
  await rm(folder, { recursive: true, force: true });
}

/** Which of the two goes first alternates: what the machine does meanwhile does not favour the same one. */
async function measure(serviceId: string, rows: number): Promise<Pair[]> {
  const file = join(folder, `${rows}.xlsx`);
  await writeWorkbook(file, rows);
  const found: Pair[] = [];
  for (let pair = 0; pair < pairs; pair++) {
    const flowId = await addFlow(product.sql, serviceId);
    const read = () => runFresh("import-run", "bare", file);
    const store = () => runFresh("import-run", "import", file, flowId, product.databaseUrl);
    const readFirst = pair % 2 === 0;
    const early = await (readFirst ? read() : store());
    const late = await (readFirst ? store() : read());
    const [bare, imported] = readFirst ? [early, late] : [late, early];
    await mustHold(product.sql, flowId, rows);
    found.push({ bare, imported });
    console.log(`${rows} rows: bare ${wordsOf(bare)}, import ${wordsOf(imported)}`);
  }
  return found;
}

/** The rows are there, and leave: every import finds the same table. */
async function mustHold(sql: Sql, flowId: string, rows: number) {
  const { count } = await sql`delete from notifications where flow_id = ${flowId}`;
  if (count !== rows) throw new Error(`${count} rows were stored, not ${rows}`);
  await sql`vacuum (analyze) notifications`;
}
