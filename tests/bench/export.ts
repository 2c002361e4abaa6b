/**
 * `npm run bench:export -- --small 10000 --large 100000 --pairs 3`: the whole export of a flow (query, words, workbook)
 * over a bare streaming writing of such rows with exceljs, each in a fresh process and to nowhere.
 * Last line: `bench export ratio=… memory=…`.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startProduct } from "@/tests/support/product";
import { addFlow } from "./bench-flow";
import { type Run, runFresh, wordsOf } from "./child";
import { writeWorkbook } from "./import-file";
import { machine, median, spread } from "./machine";

const { values } = parseArgs({
  options: {
    small: { type: "string", default: "10000" },
    large: { type: "string", default: "100000" },
    pairs: { type: "string", default: "3" },
  },
});
const sizes = [Number(values.small), Number(values.large)] as const;
const pairs = Number(values.pairs);
/** Rows whose values the bare writing repeats: few enough to weigh nothing in its memory. */
const sampled = 2_000;

type Pair = { bare: Run; exported: Run };

console.log(`bench:export: ${sizes.join(" and ")} rows; ${machine()}`);
const folder = await mkdtemp(join(tmpdir(), "flussio-bench-"));
const product = await startProduct({ limit: null });
try {
  const serviceId = await product.addService("sandbox-banco-servizio");
  await product.sql`update services set max_payment_amount = 1000000`;
  const sample = join(folder, "export.xlsx");
  await runFresh("export-run", "keep", await fill(serviceId, sampled), product.databaseUrl, sample);
  const small = await measure(await fill(serviceId, sizes[0]), sizes[0], sample);
  const large = await measure(await fill(serviceId, sizes[1]), sizes[1], sample);
  const ratios = large.map(({ bare, exported }) => exported.seconds / bare.seconds);
  const [least = Number.NaN, most = Number.NaN] = [small, large].map((all) =>
    median(all.map(({ exported }) => exported.peak)),
  );
  console.log(`ratio ${spread(ratios)}; ${machine()}`);
  console.log(`bench export ratio=${median(ratios).toFixed(2)} memory=${(most / least).toFixed(2)}`);
} finally {
  await product.stop();
  await rm(folder, { recursive: true, force: true });
}

/** A flow with rows that came from a file, as those of a clerk do. */
async function fill(serviceId: string, rows: number): Promise<string> {
  const flowId = await addFlow(product.sql, serviceId);
  const file = join(folder, `${rows}.xlsx`);
  await writeWorkbook(file, rows);
  await runFresh("import-run", "import", file, flowId, product.databaseUrl);
  await product.sql`vacuum (analyze) notifications`;
  return flowId;
}

/** Which of the two goes first alternates: what the machine does meanwhile does not favour the same one. */
async function measure(flowId: string, rows: number, sample: string): Promise<Pair[]> {
  const found: Pair[] = [];
  for (let pair = 0; pair < pairs; pair++) {
    const write = () => runFresh("export-run", "bare", sample, String(rows));
    const take = () => runFresh("export-run", "export", flowId, product.databaseUrl);
    const writeFirst = pair % 2 === 0;
    const early = await (writeFirst ? write() : take());
    const late = await (writeFirst ? take() : write());
    const [bare, exported] = writeFirst ? [early, late] : [late, early];
    found.push({ bare, exported });
    console.log(`${rows} rows: bare ${wordsOf(bare)}, export ${wordsOf(exported)}`);
  }
  return found;
}
