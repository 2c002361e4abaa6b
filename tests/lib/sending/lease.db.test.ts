import { setTimeout as sleep } from "node:timers/promises";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Sql } from "@/db/client";
import { flows } from "@/db/schema/flows";
import { type Held, holdFlow, isWanted, type Job } from "@/lib/sending/lease";
import { standingFlows } from "@/lib/sending/recover";
import { createWorld, type World } from "@/tests/support/world";

let world: World;
const open: Held[] = [];
beforeAll(async () => {
  world = await createWorld();
});
afterAll(async () => {
  await Promise.all(open.map((held) => held.leave(null)));
  await world.close();
});

const sendingFlow = async () => (await world.flow((await world.service()).id, "sending", 1)).id;
const flowNow = async (id: string) => (await world.db.select().from(flows).where(eq(flows.id, id)))[0]!;
const change = (id: string, columns: Partial<typeof flows.$inferInsert>) =>
  world.db.update(flows).set(columns).where(eq(flows.id, id));

async function hold(flowId: string, options: { seconds?: number; job?: Job; sql?: Sql; ending?: AbortSignal } = {}) {
  const { seconds = 60, job = "send", sql = world.sql, ending } = options;
  const held = await holdFlow({ sql, ...(ending && { ending }) }, { job, flowId, seconds });
  if (held) open.push(held);
  return held;
}
/** Generous: the machine may be busy. */
async function soon(signal: AbortSignal) {
  for (let i = 0; i < 200 && !signal.aborted; i++) await sleep(50);
  expect(signal.aborted).toBe(true);
}

describe("holdFlow", () => {
  it("gives a flow to one run at a time, and to the next when it was left", async () => {
    const id = await sendingFlow();
    const tries = await Promise.all(Array.from({ length: 5 }, () => hold(id)));
    const [held, ...others] = tries.filter((one) => one !== null);
    expect(others).toEqual([]);
    expect(await standingFlows(world.sql, "send")).not.toContain(id);
    const count = { failures: 3, forbidden: 1, passed: true };
    await held!.leave({ profile: count, send: count });
    expect(await standingFlows(world.sql, "send")).toContain(id);
    expect((await hold(id))?.circuit).toEqual({ profile: count, send: count });
  });

  it("gives it to another when the holder has died", async () => {
    const id = await sendingFlow();
    await change(id, { leaseOwner: crypto.randomUUID(), leaseUntil: new Date(Date.now() - 1000) });
    expect(await standingFlows(world.sql, "send")).toContain(id);
    expect(await hold(id)).not.toBe(null);
  });

  it("tells under whose name it is sent", async () => {
    const id = await sendingFlow();
    await change(id, { updatedBy: "anna" });
    expect(await hold(id)).toMatchObject({ by: "anna", circuit: null });
  });

  it.each([
    ["inactive", false, false, false],
    ["active", true, false, true],
    ["sending", false, true, false],
    ["sending", true, true, false],
    ["sent", false, false, false],
    ["incomplete", true, false, true],
  ] as const)(
    "a flow that is %s (check asked: %s) wants a send: %s, a check: %s",
    async (state, asked, send, reach) => {
      const id = await sendingFlow();
      await change(id, { state, reachRequestedAt: asked ? new Date() : null });
      expect([await isWanted(world.sql, "send", id), await isWanted(world.sql, "reach", id)]).toEqual([send, reach]);
      for (const [job, wanted] of [["send", send] as const, ["reach", reach] as const]) {
        const held = await hold(id, { job });
        expect(held !== null).toBe(wanted);
        await held?.leave(null);
      }
      await change(id, { reachEndedAt: new Date() });
      expect(await isWanted(world.sql, "reach", id)).toBe(false);
    },
  );
});

describe("a run that holds a flow", () => {
  it("gives signs of life, so that nobody takes it", async () => {
    const id = await sendingFlow();
    const held = await hold(id);
    const before = (await flowNow(id)).leaseUntil!.getTime();
    for (let i = 0; i < 200 && (await flowNow(id)).leaseUntil!.getTime() === before; i++) await sleep(50);
    expect((await flowNow(id)).leaseUntil!.getTime()).toBeGreaterThan(before);
    expect([held!.beginning.aborted, held!.going.aborted]).toEqual([false, false]);
  });

  it("begins nothing more when its checkpoint is over, and lets what is on its way end", async () => {
    const held = (await hold(await sendingFlow(), { seconds: 0.1 }))!;
    await soon(held.beginning);
    expect(held.going.aborted).toBe(false);
  });

  it.each<[string, Partial<typeof flows.$inferInsert>]>([
    ["somebody stops it", { state: "incomplete" }],
    ["another run has taken it", { leaseOwner: crypto.randomUUID(), leaseUntil: new Date(Date.now() + 60_000) }],
  ])("halts soon when %s", async (_, columns) => {
    const id = await sendingFlow();
    const held = (await hold(id))!;
    await change(id, columns);
    await soon(held.going);
    expect(held.beginning.aborted).toBe(true);
    // What the other wrote stays.
    await held.leave({ ...{ profile: none, send: none } });
    expect(await flowNow(id)).toMatchObject(columns);
  });
  const none = { failures: 0, forbidden: 0, passed: false };

  it("halts when it cannot know whether it still holds it", async () => {
    const id = await sendingFlow();
    let broken = false;
    const sql = wrapped((query) => (broken ? Promise.reject(new Error("no database")) : query()));
    const held = (await hold(id, { sql }))!;
    broken = true;
    await soon(held.going);
    broken = false;
  });

  it("halts at once when its process ends", async () => {
    const ending = new AbortController();
    const held = (await hold(await sendingFlow(), { ending: ending.signal }))!;
    ending.abort();
    expect([held.beginning.aborted, held.going.aborted]).toEqual([true, true]);
  });

  it("does not take it again, after it was left, by a sign of life on its way", async () => {
    const id = await sendingFlow();
    let signs = 0;
    const slow = wrapped((query) => (signs++ === 1 ? sleep(300).then(query) : query()));
    const held = (await hold(id, { sql: slow }))!;
    while (signs < 2) await sleep(10);
    await held.leave(null);
    await sleep(1500);
    expect(await flowNow(id)).toMatchObject({ leaseOwner: null, leaseUntil: null });
    expect(signs).toBe(2);
  });
});

/** The pool, with something happening to the statements that take or keep a lease. */
function wrapped(happen: (query: () => PromiseLike<unknown>) => PromiseLike<unknown>): Sql {
  return new Proxy(world.sql, {
    apply(sql, _self, [strings, ...values]: [TemplateStringsArray, ...never[]]) {
      const query = () => Reflect.apply(sql, undefined, [strings, ...values]);
      const keeps =
        Array.isArray(strings) && strings[0]?.includes("update flows set lease_owner = ") && values.length > 2;
      return keeps && !strings[0]?.includes("null") ? happen(query) : query();
    },
  });
}
