import { randomInt } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { until } from "@/tests/conformance/until";
import { startProduct } from "@/tests/support/product";
import { lastingConnection } from "./connection";
import { createField, type Field } from "./field";
import { startJobServer } from "./job-server";
import { type Orders, ordersTo } from "./orders";
import { plan, type Storm } from "./plan";
import { blowLine, report, teller } from "./report";
import { createShepherd, type Ordered, type Shepherd } from "./shepherd";
import { type Blow, createStriker, insideASend, type Striker } from "./strike";
import { isClean, verdictOn } from "./verdict";

/** What each answer of the sandbox takes, in ms: what is under way at a kill. */
const LATENCY = 500;
/**
 * Shares of the POSTs that end badly at any time: 5% answered 5xx, 2% not answered, about half of each stored. Few of
 * them hang until the client gives up: at the end of a flow those are alone, and ten in a row rightly stop it.
 */
const STANDING = {
  send: {
    ...{ "server-error": 0.015, "bad-gateway": 0.01, "server-error-stored": 0.015, "gateway-timeout": 0.01 },
    ...{ "lost-answer": 0.0005, timeout: 0.0005, "reset-after": 0.0095, "reset-before": 0.0095 },
  },
} as const;
/** Two services of one ente: flows that send side by side. */
const KEYS = ["sandbox-chaos-avvisi", "sandbox-chaos-solleciti"];
/** What the flows may take after the last restart besides the sending itself, in ms. */
const ENDING = 180_000;

const wanted = Number(process.env.CHAOS_KILLS ?? 20);
const seed = Number(process.env.CHAOS_SEED ?? randomInt(1_000_000));
if (!Number.isInteger(wanted) || wanted < 1 || !Number.isInteger(seed)) throw new Error("CHAOS_KILLS, CHAOS_SEED");

const say = teller();
const binary = process.env.INNGEST_BIN;
let clean = false;
let interrupted = false;
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(name, () => (interrupted = true));

say(`chaos of ${wanted} kills, CHAOS_SEED=${seed}, ${binary ? `real Inngest server ${binary}` : "embedded executor"}`);
const server = binary ? await startJobServer(binary) : undefined;
const product = await startProduct({
  limit: null,
  latencyMs: LATENCY,
  apps: process.env.CHAOS_APPS === "2" ? 2 : 1,
  jobServer: server,
  keepData: () => !clean && !interrupted,
});
try {
  clean = await chaos();
} finally {
  await product.stop();
}
process.exit(clean ? 0 : 1);

/** The whole battle and its accounts, which are drawn up even if it breaks off; whether nothing was found. */
async function chaos(): Promise<boolean> {
  const orders = await ordersTo(product.appioUrl);
  if (orders.obeyed) await orders.faults({ rates: STANDING, seed });
  else say("the platform takes no orders: kills alone, everybody reachable, no storm");
  const connection = lastingConnection(product.databaseUrl);
  const field = createField(product, orders, connection, seed);
  const services: string[] = [];
  for (const key of KEYS) services.push(await product.addService(key));
  const storms: Ordered[] = [];
  const blows: Blow[] = [];
  const shepherd = createShepherd(field, services, storms, say);
  const strike = createStriker({ product, server, field, shepherd });
  const battle = async () => {
    await strikeAll({ field, orders, storms, blows, strike });
    shepherd.noMore();
    await ended(field, shepherd);
  };
  const brokenOff = await shepherd.during(battle()).then(
    () => null,
    (error: unknown) => error,
  );
  await shepherd.stop();

  const cuts = storms.filter(({ storm }) => storm === "refuse").map(({ from }) => from);
  const rows = await field.rows();
  const counts = await orders.counts();
  const verdict = verdictOn({ rows, counts, kills: blows, cuts });
  const fine = isClean(verdict) && brokenOff === null;
  say(`longest standstill ${(shepherd.longestStandstill() / 1000).toFixed(0)} s`);
  if (brokenOff !== null) say(`broken off: ${brokenOff instanceof Error ? brokenOff.stack : brokenOff}`);
  if (!fine && !interrupted) {
    const kills = blows.map((blow) => ({ ...blow, marked: [...blow.marked] }));
    writeFileSync(join(product.data, "chaos.json"), JSON.stringify({ seed, kills, storms, rows, counts }));
    say(`database, logs, secrets and the accounts (chaos.json) stay in ${product.data}`);
  }
  console.log(report(verdict, rows.length));
  await connection.end();
  return fine;
}

type Battle = { field: Field; orders: Orders; storms: Ordered[]; blows: Blow[]; strike: Striker };

/** The kills and the storms of the plan, one after the other. */
async function strikeAll({ field, orders, storms, blows, strike }: Battle): Promise<void> {
  for (const step of plan(wanted, seed)) {
    if (step.kind === "storm" && !orders.obeyed) continue;
    await insideASend(field);
    await sleep(step.afterMs);
    if (step.kind === "storm") {
      await come(step.storm, step.forMs, orders, storms);
      continue;
    }
    const blow = await strike(step.target);
    blows.push(blow);
    say(blowLine(blow, blows.length, wanted));
  }
}

async function come(storm: Storm, forMs: number, orders: Orders, storms: Ordered[]): Promise<void> {
  const from = Date.now();
  storms.push({ storm, from, to: from + forMs });
  await orders.faults({ outage: { fault: storm, forMs } });
  say(`storm  ${storm} for ${(forMs / 1000).toFixed(1)} s`);
  await sleep(forMs);
}

/** The flows end by themselves: within three minutes and twice what their rows take at the pace seen now. */
async function ended(field: Field, shepherd: Shepherd): Promise<void> {
  const openNow = async () => (await field.flows()).reduce((sum, { open }) => sum + open, 0);
  const goesOn = async () => (await field.pulse()).posts > 0 || (await openNow()) === 0;
  await until("the flows go on by themselves", goesOn, ENDING);
  const open = await openNow();
  const from = Date.now();
  await sleep(10_000);
  const pace = Math.max(1, (open - (await openNow())) / ((Date.now() - from) / 1000));
  const bound = ENDING + (2 * open * 1000) / pace;
  say(
    `no more kills: ${open} rows open, ${pace.toFixed(0)} a second; all must have ended within ${(bound / 1000).toFixed(0)} s`,
  );
  const over = async () =>
    (await field.flows()).every(({ id, state, open }) => state !== "sending" && (open === 0 || shepherd.hasLeft(id)));
  await until("the flows end", over, bound);
  say("the flows have ended");
}
