import { setTimeout as sleep } from "node:timers/promises";
import type { Field, Flow } from "./field";
import type { Storm } from "./plan";
import type { Say } from "./report";

/** A storm that was ordered, from when to when (ms). */
export type Ordered = { storm: Storm; from: number; to: number };

const FLOW_ROWS = 2000;
/** Rows that may still leave, below which another flow is sent: the kills must find sends to strike. */
const RESERVE = 2500;
/** A call under way at the end of a storm may still stop the flow. */
const AFTERMATH = 5000;
/** A longer pause without any POST is told. */
const STANDSTILL = 10_000;

/**
 * What persons do meanwhile: they send further flows while the kills last, and press Riprendi on a flow that the
 * circuit stopped in a storm, once it is over. A flow that stopped for any other reason is left as it is.
 */
export function createShepherd(field: Field, serviceIds: readonly string[], storms: readonly Ordered[], say: Say) {
  const left = new Set<string>();
  let feeding = true;
  let going = true;
  let paused = false;
  let idle: Promise<unknown> = Promise.resolve();
  let sent = 0;
  let lastPost = Date.now();
  let longest = 0;

  async function look(): Promise<void> {
    const flows = await field.flows();
    for (const flow of flows) await resume(flow);
    const open = flows.reduce((sum, flow) => sum + (left.has(flow.id) ? 0 : flow.open), 0);
    if (feeding && open < RESERVE) {
      await field.addFlow(serviceIds[sent % serviceIds.length] ?? "", FLOW_ROWS);
      sent += 1;
    }
    await watchPosts();
  }

  async function resume(flow: Flow): Promise<void> {
    const { id, state, stopReason, stoppedAt, open } = flow;
    if (state !== "incomplete" || stopReason === null || stoppedAt === null || open === 0) return;
    const down = stopReason === "platform-down";
    const storm = down && storms.find(({ from, to }) => from <= stoppedAt && stoppedAt <= to + AFTERMATH);
    if (!storm) {
      if (!left.has(id)) say(`flow ${id} stopped (${stopReason}) with ${open} rows open, and no storm is to blame`);
      left.add(id);
      return;
    }
    if (Date.now() < storm.to) return;
    say(`Riprendi, ${open} rows open`);
    await field.press(id);
  }

  async function watchPosts(): Promise<void> {
    const { open, posts } = await field.pulse();
    const now = Date.now();
    if (open > 0 && posts === 0) return;
    const still = now - lastPost;
    if (open > 0 && still > STANDSTILL) say(`nothing had left for ${(still / 1000).toFixed(0)} s`);
    if (open > 0) longest = Math.max(longest, still);
    lastPost = now;
  }

  const run = (async () => {
    while (going) {
      if (!paused) {
        idle = look();
        await idle;
      }
      await sleep(300);
    }
  })();

  return {
    /** The work goes on while the persons can do what they must; fails when they cannot. */
    during: <Result>(work: Promise<Result>): Promise<Result> =>
      Promise.race([work, run.then(() => new Promise<never>(() => {}))]),
    /** Whether the flow stopped for a reason that was not ordered. */
    hasLeft: (flowId: string) => left.has(flowId),
    /** No further flow is sent. */
    noMore: () => {
      feeding = false;
    },
    /** Leaves Postgres alone until `work` is done. */
    async away(work: () => Promise<void>): Promise<void> {
      paused = true;
      await idle;
      try {
        await work();
      } finally {
        paused = false;
      }
    },
    async stop() {
      going = false;
      await run.catch(() => {});
    },
    /** The longest time in which nothing left though there were rows, in ms. */
    longestStandstill: () => longest,
  };
}
export type Shepherd = ReturnType<typeof createShepherd>;
