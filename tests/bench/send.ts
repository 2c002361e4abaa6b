/**
 * `npm run bench:send -- --rows 5000 --pairs 3`: how fast a flow leaves when App IO sets no limit, against loops that
 * make the same calls and keep nothing. Last line: `bench send ratio=… fetch_ratio=…`.
 */
import { once } from "node:events";
import { parseArgs } from "node:util";
import { startChild } from "@/bin/child";
import { benchKey, type Product, startProduct } from "@/tests/support/product";
import type { Client, Ran, Run } from "./loop";
import { jobServer, load, machine, median, spread } from "./machine";
import { measureSend, putOffStatuses } from "./measure-send";

const widths = [16, 64, 128];
const clients = ["pool", "fetch"] as const;
const warmUp = 1000;

const { values } = parseArgs({
  options: { rows: { type: "string", default: "5000" }, pairs: { type: "string", default: "3" } },
});
const [rows, pairs] = [Number(values.rows), Number(values.pairs)];

const loops = startChild("tests/bench/loop.ts", []);
const product = await startProduct({ limit: null });
let result: string;
try {
  result = await bench(product);
} finally {
  loops.disconnect();
  await product.stop();
}
console.log(result);

async function bench(product: Product): Promise<string> {
  console.log(`bench:send: ${rows} recipients a run, no limit (so no share), ${jobServer}; ${machine()}`);
  console.log("Recipients per second; ours from the first claim to the last settle, by the clock of Postgres.");
  const service = await product.addService();
  const ours = async (count: number) => {
    const sent = await measureSend(product, await product.addFlow(service, count));
    await putOffStatuses(product);
    return sent.rows / sent.seconds;
  };
  await ours(warmUp);
  for (const client of clients) await run({ client, inFlight: 64, rows: warmUp, ...to(product) });

  const own: number[] = [];
  const loop: Record<Client, number[][]> = { pool: [], fetch: [] };
  for (let pair = 1; pair <= pairs; pair++) {
    // Each goes first in every other pair: what the machine does to the later one does not favour the same side.
    if (pair % 2 === 1) own.push(await ours(rows));
    for (const client of clients) loop[client].push(await atEachWidth(client, product));
    if (pair % 2 === 0) own.push(await ours(rows));
    const words = clients.map((client) => `${client} ${wordsOf(loop[client].at(-1) ?? [])}`).join("; ");
    console.log(`pair ${pair}: FlussIO ${own.at(-1)?.toFixed(0)}; ${words}; load ${load()}`);
  }
  const pool = ratios(own, loop.pool);
  const bare = ratios(own, loop.fetch);
  console.log(`ratio to the pool ${pool.words}; to fetch ${bare.words}; ${machine()}`);
  return `bench send ratio=${pool.median.toFixed(3)} fetch_ratio=${bare.median.toFixed(3)}`;
}

/** The loop at its best width, the one with the greatest median: pair by pair, so that a lucky run of another says nothing. */
function ratios(own: readonly number[], loops: readonly (readonly number[])[]): { median: number; words: string } {
  const medians = widths.map((_, index) => median(loops.map((speeds) => speeds[index] ?? Number.NaN)));
  const best = medians.indexOf(Math.max(...medians));
  const values = own.map((speed, pair) => speed / (loops[pair]?.[best] ?? Number.NaN));
  return { median: median(values), words: `at ${widths[best]} in flight ${spread(values)}` };
}

/** Recipients per second. */
async function atEachWidth(client: Client, product: Product): Promise<number[]> {
  const speeds: number[] = [];
  for (const inFlight of widths) speeds.push(await run({ client, inFlight, rows, ...to(product) }));
  return speeds;
}

function wordsOf(speeds: readonly number[]): string {
  return widths.map((width, index) => `${speeds[index]?.toFixed(0)} at ${width}`).join(", ");
}

function to({ appioUrl }: Product) {
  return { appioUrl, key: benchKey };
}

async function run(order: Run): Promise<number> {
  loops.send(order);
  const [ran] = (await once(loops, "message")) as [Ran];
  if ("fault" in ran) throw new Error(`the loop failed: ${ran.fault}`);
  return ran.perSecond;
}
