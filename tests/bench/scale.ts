/**
 * `npm run bench:scale -- --small 10000 --large 100000 --pairs 3`: whether a large flow costs more for each recipient,
 * and more memory, than a small one. No limit; processes and data are fresh for each size. Last line:
 * `bench scale time=… memory=…`, the large over the small.
 */
import { parseArgs } from "node:util";
import { type Product, startProduct } from "@/tests/support/product";
import { jobServer, machine, median, spread } from "./machine";
import { measureSend, putOffStatuses } from "./measure-send";
import { watchMemory, wordsOf } from "./memory";

const { values } = parseArgs({
  options: {
    small: { type: "string", default: "10000" },
    large: { type: "string", default: "100000" },
    pairs: { type: "string", default: "3" },
  },
});
const warmUp = 1000;
const [small, large, pairs] = [Number(values.small), Number(values.large), Number(values.pairs)];
const ratios = { time: [] as number[], memory: [] as number[] };

console.log(`bench:scale: ${small} and ${large} recipients, no limit (so no share), ${jobServer}; ${machine()}`);
console.log(
  "Time from the first claim to the last settle, by Postgres, after a flow of 1000 to warm up; memory is PSS.",
);
for (let pair = 1; pair <= pairs; pair++) {
  const [one, other] = pair % 2 === 1 ? [small, large] : [large, small];
  const measured = new Map([
    [one, await measure(one)],
    [other, await measure(other)],
  ]);
  const [few, many] = [measured.get(small), measured.get(large)];
  if (!few || !many) throw new Error("the sizes are the same");
  ratios.time.push(many.perRecipient / few.perRecipient);
  ratios.memory.push(many.memory / few.memory);
}
console.log(`time ${spread(ratios.time)}, memory ${spread(ratios.memory)}; ${machine()}`);
console.log(`bench scale time=${median(ratios.time).toFixed(3)} memory=${median(ratios.memory).toFixed(3)}`);

async function measure(rows: number): Promise<{ perRecipient: number; memory: number }> {
  const product = await startProduct({ limit: null });
  try {
    const service = await product.addService();
    await measureSend(product, await product.addFlow(service, warmUp));
    await putOffStatuses(product);
    const flow = await product.addFlow(service, rows);
    const memory = watchMemory(product);
    const { seconds } = await measureSend(product, flow);
    const peak = await memory.stop();
    console.log(
      `${rows}: ${seconds.toFixed(1)} s, ${((seconds / rows) * 1e6).toFixed(0)} µs a recipient, ${await reads(product)}; at most ${wordsOf(peak)}`,
    );
    return { perRecipient: seconds / rows, memory: peak.pss };
  } finally {
    await product.stop();
  }
}

/** Statuses are read from a minute after the first acceptance: the large flow has that work besides. */
async function reads({ sql }: Product): Promise<string> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from notifications where checked_at is not null`;
  return `${row?.count ?? 0} statuses read meanwhile`;
}
