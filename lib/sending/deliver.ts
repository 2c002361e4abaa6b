import { randomUUID } from "node:crypto";
import type { Sql } from "@/db/client";
import { callsPerSecond } from "../appio/budget";
import { settleFlow } from "../flows/settle";
import { openKey } from "../services/key";
import { sendRow } from "./call";
import type { Fault } from "./circuit";
import { type Claimed, claimRows, releaseRows } from "./claim";
import type { Engine } from "./engine";
import { holdFlow, leaveFlow } from "./lease";
import { openLine, type Sender, senderOf } from "./line";

/** Rows on their way at once, when the platform sets no pace. */
const IN_FLIGHT = 64;
/** Seconds of the platform's latency that the rows on their way cover when a budget sets the pace. */
const LATENCY = 1.5;
/** Rows checked when the checkpoint comes are still posted, for at most these seconds. */
const GRACE = 8;

/**
 * `over`: nothing is left to send, or the flow was stopped. `waiting`: another run holds the flow, or what is left is in
 * the claims of a dead process.
 */
export type Delivery = { status: "over" | "waiting" | "more"; settled: number };

/**
 * Sends a flow for about `seconds` and gives back what it did not touch: one checkpoint of the workflow. Stops within a
 * second when a person or a fault stops the flow, or when another run holds it.
 */
export async function deliverFlow(engine: Engine, input: { flowId: string; seconds: number }): Promise<Delivery> {
  const { sql } = engine;
  const { flowId } = input;
  const lease = randomUUID();
  const held = await holdFlow(sql, flowId, lease);
  if (!held) return { status: (await isSending(sql, flowId)) ? "waiting" : "over", settled: 0 };
  const sender = await senderOf(sql, { flowId });
  const fault = sender && (await faultBefore(engine, sender, flowId));
  if (!sender || fault) {
    if (fault) await stopByFault(sql, flowId, fault);
    await leaveFlow(sql, flowId, lease, null);
    return { status: "over", settled: 0 };
  }

  const checkpoint = new AbortController();
  const halt = new AbortController();
  halt.signal.addEventListener("abort", () => checkpoint.abort());
  const hold = () =>
    holdFlow(sql, flowId, lease).then(
      (still) => still || halt.abort(),
      () => halt.abort(),
    );
  const timers = [
    setInterval(hold, 1000),
    setTimeout(() => checkpoint.abort(), input.seconds * 1000),
    setTimeout(() => halt.abort(), (input.seconds + GRACE) * 1000),
  ];
  let settled = 0;
  let stopping: Promise<void> | undefined;
  const line = openLine(engine, sender, {
    by: held.by,
    callClass: "bulk",
    circuit: held.circuit,
    starting: checkpoint.signal,
    going: halt.signal,
    onFault: (found) => {
      halt.abort();
      stopping ??= stopByFault(sql, flowId, found);
      stopping.catch(() => {}); // awaited below, once the rows on their way have ended
    },
  });
  const lanes = width(sender);
  const rows = feed(sql, () => claimRows(sql, { flowId, lease, limit: 2 * lanes }), checkpoint.signal);
  const lane = async () => {
    for (let row = await rows.next(); row; row = await rows.next()) {
      if ((await sendRow(row, line)).state !== "registered") settled += 1;
    }
  };
  try {
    const ended = await Promise.allSettled(Array.from({ length: lanes }, lane));
    await stopping;
    for (const one of ended) if (one.status === "rejected") throw one.reason;
  } finally {
    timers.forEach(clearTimeout);
    await rows.giveBack();
    await leaveFlow(sql, flowId, lease, line.circuit.count);
  }
  const state = await settleFlow(sql, flowId);
  return { status: state !== "sending" ? "over" : rows.claimed() > 0 ? "more" : "waiting", settled };
}

/** How many rows are on their way at once: enough for this flow's part of the pace. */
function width(sender: Sender): number {
  const rate = callsPerSecond(sender.callLimit, sender.callShare);
  if (rate === null) return IN_FLIGHT;
  return Math.min(IN_FLIGHT, Math.max(2, Math.ceil((rate * LATENCY) / Math.max(1, sender.sends))));
}

/** What keeps a flow from sending before any call is made. */
async function faultBefore(engine: Engine, sender: Sender, flowId: string): Promise<Fault | null> {
  if (sender.disabled) return { stop: "not-allowed", title: "servizio disabilitato in FlussIO" };
  if (sender.testing && (await reachesOthers(engine.sql, flowId, sender.testFiscalCodes))) {
    return { stop: "test-only", title: "servizio in prova in FlussIO" };
  }
  try {
    openKey(sender.sealedKey, engine.sealingKey);
    return null;
  } catch {
    return { stop: "key-refused", title: "la chiave conservata non si apre con FLUSSIO_KEY" };
  }
}

/** Whether a row that waits is for somebody outside the test codes of a service In prova. */
async function reachesOthers(sql: Sql, flowId: string, testFiscalCodes: string[]): Promise<boolean> {
  const others = await sql`
    select 1 from notifications where flow_id = ${flowId} and state = 'registered' and not disabled
      and fiscal_code <> all(${testFiscalCodes}::text[]) limit 1`;
  return others.length > 0;
}

/** Rows one at a time out of groups claimed together, until the signal; what nobody took goes back at once. */
function feed(sql: Sql, claim: () => Promise<Claimed[]>, signal: AbortSignal) {
  let rows: Claimed[] = [];
  let claimed = 0;
  let dry = false;
  let refill: Promise<void> | undefined;
  let back: Promise<void> = Promise.resolve();
  const giveBack = () => {
    const left = rows;
    rows = [];
    back = back.then(() => releaseRows(sql, left));
    return back;
  };
  signal.addEventListener("abort", () => {
    giveBack().catch(() => {}); // tried again at the end; at worst the claims run out
  });
  return {
    giveBack,
    claimed: () => claimed,
    async next(): Promise<Claimed | undefined> {
      while (!signal.aborted) {
        const row = rows.shift();
        if (row || dry) return row;
        refill ??= claim().then((group) => {
          rows = group;
          claimed += group.length;
          dry = group.length === 0;
          refill = undefined;
        });
        await refill;
      }
      return undefined;
    },
  };
}

async function isSending(sql: Sql, flowId: string): Promise<boolean> {
  const rows = await sql`select 1 from flows where id = ${flowId} and state = 'sending'`;
  return rows.length > 0;
}

async function stopByFault(sql: Sql, flowId: string, fault: Fault): Promise<void> {
  await sql`
    update flows set state = 'incomplete', stop_reason = ${fault.stop}, stop_detail = ${fault.title}, circuit = null,
      stopped_at = clock_timestamp(), send_ended_at = clock_timestamp(), version = version + 1
    where id = ${flowId} and state = 'sending'`;
}
