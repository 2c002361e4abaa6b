/**
 * `npm run bench:budget`: how much of App IO's limit a mass send uses and how many of its calls are refused, as the
 * server counts them in seconds 5-65 from the first call: with one process of the application, with two, and with
 * somebody else who calls with the same gateway user. Last line: `bench budget used1=… used2=… refused=… refused_foreign=…`.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { LoggedCalls } from "@/lib/appio/sandbox/call-log";
import { benchKey, type Product, startProduct } from "@/tests/support/product";
import { type Count, callsSince, countBy, total } from "./calls";
import { startForeigner } from "./foreigner";
import { jobServer, machine, spread } from "./machine";

const limit = 150;
const share = 98;
/** ms from the first call, and how many make up the time that counts. */
const window = { first: 5_000, length: 5_000, count: 12 };
const end = window.first + window.length * window.count;
/** What the limit admits in that time. */
const full = limit * window.count;
/** Calls per second of the foreign caller: 30% of the limit. */
const foreignPace = (limit * 0.3) / 5;
const foreignAgent = "altro-programma";
/** Two calls each: more than a send can make before the time is over. */
const rows = (limit / 5) * 50;

type Phase = { words: string; apps: 1 | 2; foreign: boolean };
type Measured = { used: number; refused: number | null };

console.log(
  `bench:budget: limit ${limit} calls in 5 s, share ${share}%, seconds 5-65 from the first call, ${jobServer}; ${machine()}`,
);
const one = await measure({ words: "one process", apps: 1, foreign: false });
const two = await measure({ words: "two processes", apps: 2, foreign: false });
const oneBeside = await measure({ words: "one process and a foreign caller", apps: 1, foreign: true });
const twoBeside = await measure({ words: "two processes and a foreign caller", apps: 2, foreign: true });
console.log(machine());
console.log(
  `bench budget used1=${one.used.toFixed(4)} used2=${two.used.toFixed(4)} refused=${worse(one, two)} refused_foreign=${worse(oneBeside, twoBeside)}`,
);

function worse(a: Measured, b: Measured): string {
  return a.refused === null || b.refused === null ? "unknown" : Math.max(a.refused, b.refused).toFixed(4);
}

/** On a product of its own: no budget remembers the phase before. */
async function measure(phase: Phase): Promise<Measured> {
  const product = await startProduct({ limit, share, apps: phase.apps });
  try {
    const service = await product.addService();
    const since = Date.now();
    // The job server calls the processes in turn: as many flows, so that all of them send.
    for (let flow = 0; flow < phase.apps; flow++) {
      await product.sendFlow(await product.addFlow(service, rows / phase.apps));
    }
    const first = await firstCall(product, since);
    await sleep(first + window.first - Date.now());
    const foreigner = { ...product, key: benchKey, perSecond: foreignPace, agent: foreignAgent };
    const stop = phase.foreign ? startForeigner(foreigner) : undefined;
    await sleep(first + end + 500 - Date.now());
    stop?.();
    const ended = await product.sql`select 1 from flows where state <> 'sending'`;
    if (ended.length > 0) console.log(`${phase.words}: ${ended.length} flows ended too early, the use says little`);
    return tell(phase, product.control !== null, await callsSince(product, since), first);
  } finally {
    await product.stop();
  }
}

/** ms */
async function firstCall(product: Product, since: number): Promise<number> {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await sleep(50)) {
    const [call] = await callsSince(product, since);
    if (call) return call.at;
  }
  throw new Error("no call in a minute");
}

function tell({ words, apps }: Phase, byServer: boolean, calls: readonly LoggedCalls[], first: number): Measured {
  const counted = countBy(calls, { from: first + window.first, to: first + end }, nameOf);
  for (const [name, { admitted, refused }] of counted) {
    console.log(`  ${words}: ${name} ${admitted} calls admitted, ${refused} refused`);
  }
  if (byServer && apps === 2 && !counted.has("second process")) throw new Error("the second process made no call");
  const ours = oursOf(counted);
  const uses = Array.from({ length: window.count }, (_, index) => {
    const from = first + window.first + index * window.length;
    return oursOf(countBy(calls, { from, to: from + window.length }, nameOf)).admitted / limit;
  });
  const early = oursOf(countBy(calls, { from: first, to: first + window.first }, nameOf));
  const used = ours.admitted / full;
  const refused = ours.refused / (ours.admitted + ours.refused);
  console.log(
    [
      `${words}: used ${used.toFixed(3)} of the limit, by 5 s ${spread(uses)}`,
      `with everybody's calls ${(total(counted.values()).admitted / full).toFixed(3)}`,
      byServer ? `refused ${ours.refused}, and ${early.refused} before second 5` : "refused: ask the server",
    ].join("; "),
  );
  return { used, refused: byServer ? refused : null };
}

/** The second process calls the server by another name (tests/support/product.ts). */
function nameOf(caller: string): string {
  if (caller.endsWith(foreignAgent)) return "foreign caller";
  return caller.startsWith("localhost") ? "second process" : "first process";
}

function oursOf(counted: ReadonlyMap<string, Count>): Count {
  return total([...counted].filter(([name]) => name !== "foreign caller").map(([, count]) => count));
}
