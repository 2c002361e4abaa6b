import { randomUUID } from "node:crypto";
import { performance } from "node:perf_hooks";
import { callsPerSecond } from "../appio/budget";
import { settleFlow } from "../flows/settle";
import { sendRow } from "./call";
import { type Claimed, claimRows, releaseClaims } from "./claim";
import type { Engine } from "./engine";
import { holdFlow, leaveFlow } from "./lease";
import { openLine, type Sender, senderOf } from "./line";

/** Rows on their way at once, when the platform sets no pace. */
const IN_FLIGHT = 64;
/** Seconds of the platform's latency that the rows on their way cover when a budget sets the pace. */
const LATENCY = 1.5;
/** Rows on their way at a checkpoint are let end, for at most these seconds. */
const GRACE = 8;

/** `busy`: another run holds the flow. `over`: nothing is left to send, or the flow was stopped. */
export type Delivery = { status: "busy" | "over" | "more"; settled: number };

/**
 * Sends a flow for about `seconds` and gives back what it did not touch: one checkpoint of the workflow. Stops within a
 * second when a person or a fault stops the flow, or when another run holds it.
 */
export async function deliverFlow(engine: Engine, input: { flowId: string; seconds: number }): Promise<Delivery> {
  const { sql } = engine;
  const { flowId, seconds } = input;
  const sender = await senderOf(sql, { flowId });
  if (!sender) {
    await stopByFault(sql, flowId, { stop: "not-allowed", title: "servizio disabilitato in FlussIO" });
    return { status: "over", settled: 0 };
  }
  const owner = randomUUID();
  if (!(await holdFlow(sql, flowId, owner)))
    return { status: (await isSending(sql, flowId)) ? "busy" : "over", settled: 0 };

  const halt = new AbortController();
  const hold = () =>
    holdFlow(sql, flowId, owner).then(
      (held) => held || halt.abort(),
      () => halt.abort(),
    );
  const timers = [setInterval(hold, 1000), setTimeout(() => halt.abort(), (seconds + GRACE) * 1000)];
  const lanes = width(sender);
  let settled = 0;
  let stopped: Promise<void> | undefined;
  try {
    const line = openLine(engine, sender, {
      owner,
      by: await senderName(sql, flowId),
      callClass: "bulk",
      signal: halt.signal,
      onFault: (fault) => {
        halt.abort();
        stopped ??= stopByFault(sql, flowId, fault);
      },
    });
    const next = feed(() => claimRows(sql, { flowId, owner, limit: 2 * lanes }), seconds, halt.signal);
    const lane = async () => {
      for (let row = await next(); row; row = await next()) {
        if ((await sendRow(row, line)).state !== "registered") settled += 1;
      }
    };
    const ended = await Promise.allSettled(Array.from({ length: lanes }, lane));
    await stopped;
    for (const one of ended) if (one.status === "rejected") throw one.reason;
  } finally {
    timers.forEach(clearTimeout);
    await releaseClaims(sql, owner);
    await leaveFlow(sql, flowId, owner);
  }
  return { status: (await settleFlow(sql, flowId)) === "sending" ? "more" : "over", settled };
}

/** How many rows are on their way at once. */
function width(sender: Sender): number {
  const rate = callsPerSecond(sender.callLimit, sender.callShare);
  return rate === null ? IN_FLIGHT : Math.min(IN_FLIGHT, Math.max(2, Math.ceil(rate * LATENCY)));
}

/** Rows one at a time out of groups claimed together, for so many seconds; undefined when there is none for the caller. */
function feed(
  claim: () => Promise<Claimed[]>,
  seconds: number,
  signal: AbortSignal,
): () => Promise<Claimed | undefined> {
  const end = performance.now() + seconds * 1000;
  let rows: Claimed[] = [];
  let dry = false;
  let refill: Promise<void> | undefined;
  return async () => {
    while (!signal.aborted && performance.now() < end) {
      const row = rows.shift();
      if (row || dry) return row;
      refill ??= claim().then((claimed) => {
        rows = claimed;
        dry = claimed.length === 0;
        refill = undefined;
      });
      await refill;
    }
    return undefined;
  };
}

async function isSending(sql: Engine["sql"], flowId: string): Promise<boolean> {
  const rows = await sql`select 1 from flows where id = ${flowId} and state = 'sending'`;
  return rows.length > 0;
}

/** Who pressed the button: the timeline names the person, not the engine. */
async function senderName(sql: Engine["sql"], flowId: string): Promise<string> {
  const [flow] = await sql<{ by: string }[]>`select updated_by as by from flows where id = ${flowId}`;
  return flow?.by ?? "";
}

async function stopByFault(sql: Engine["sql"], flowId: string, fault: { stop: string; title: string }): Promise<void> {
  await sql`
    update flows set state = 'incomplete', stop_reason = ${fault.stop}, stop_detail = ${fault.title},
      stopped_at = clock_timestamp(), send_ended_at = clock_timestamp(), version = version + 1
    where id = ${flowId} and state = 'sending'`;
}
