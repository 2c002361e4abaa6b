import { setTimeout as sleep } from "node:timers/promises";
import { until } from "@/tests/conformance/until";
import type { Product } from "@/tests/support/product";
import type { Field, Pulse } from "./field";
import type { JobServer } from "./job-server";
import type { Target } from "./plan";
import type { Shepherd } from "./shepherd";
import type { Kill } from "./verdict";

/** How long the flows may stand still before a blow: a lost hint is found within a minute, a claim runs out in less. */
const PATIENCE = 180_000;
/** When the rows that a blow left marked are read: statements of a dead process may still commit in between. */
const SNAPSHOTS = [100, 900];
/** What Postgres still does for an app that is dead, in ms; its successor is not there yet. */
const AFTER_DEATH = 500;

/** `at`: ms since 1970. `backMs`: until the part was there again. */
export type Blow = Kill & { at: number; pids: number[]; pulse: Pulse; backMs: number };

/** Waits until the flows are being sent: rows are open, and a POST left within the last second. */
export async function insideASend(field: Field): Promise<Pulse> {
  let pulse: Pulse = { open: 0, marked: 0, posts: 0 };
  const leaving = async () => {
    pulse = await field.pulse();
    return pulse.open > 0 && pulse.posts > 0;
  };
  await until("the flows go on by themselves", leaving, PATIENCE);
  return pulse;
}

type World = { product: Product; server?: JobServer; field: Field; shepherd: Shepherd };

/** What kills -9 one part inside a send and waits until it is back: the launcher is started again here, the others by it. */
export function createStriker({ product, server, field, shepherd }: World) {
  /** What was marked before it is of an app that died earlier: no later kill explains it. 0 with an app that never dies. */
  let appSince = 0;

  const pidsOf = async (target: Target) =>
    server && target === "executor" ? server.pids() : ((await product.parts()).get(target) ?? []);

  return async function strike(target: Target): Promise<Blow> {
    const pulse = await insideASend(field);
    const found = await pidsOf(target);
    const apps = await pidsOf("app");
    // The processes below the postmaster and the launcher must notice by themselves.
    const pids = target === "app" || target === "executor" ? found : found.slice(0, 1);
    if (pids.length === 0) throw new Error(`${target} is not running`);
    const struckAt = Date.now();
    const lastMark = target === "app" ? struckAt + AFTER_DEATH : struckAt;
    for (const pid of pids) process.kill(pid, "SIGKILL");

    const marked = new Map<string, number>();
    const takeSnapshots = async () => {
      for (const wait of target === "postgres" ? [0] : SNAPSHOTS) {
        await sleep(wait);
        for (const [id, mark] of await field.marked(appSince, lastMark)) marked.set(id, mark);
      }
    };
    const isGone = async () => !(await pidsOf("app")).some((pid) => apps.includes(pid));
    const isBack = async () => {
      const now = await pidsOf(target);
      return now.length > 0 && !now.some((pid) => pids.includes(pid));
    };
    if (target === "launcher") {
      const gone = until("the app of the killed launcher ends", isGone, PATIENCE).then(() => Date.now());
      await shepherd.away(async () => {
        await takeSnapshots();
        await product.relaunch();
      });
      appSince = await gone;
    } else {
      await takeSnapshots();
      if (target === "executor") await server?.restart();
      await until(`${target} is back`, isBack, PATIENCE);
      if (target === "app") appSince = lastMark;
    }
    if ((await product.parts()).has("app2")) appSince = 0;
    return { part: target, at: struckAt, marked, pids, pulse, backMs: Date.now() - struckAt };
  };
}
export type Striker = ReturnType<typeof createStriker>;
