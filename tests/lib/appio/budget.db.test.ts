import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { open } from "@/db/client";
import { budgets } from "@/db/schema/organizations";
import { block, reserve } from "@/lib/appio/budget";
import type { CallClass, Seen } from "@/lib/appio/pace";
import { budgetUse } from "@/lib/services/budget-use";
import { createWorld, type World } from "@/tests/support/world";

let world: World;
/** The pool of another process. */
let other: ReturnType<typeof open>;
beforeAll(async () => {
  world = await createWorld();
  other = open(world.url);
});
afterAll(async () => {
  await other.sql.end();
  await world.close();
});

/** 50 calls a second at 100%: 20 ms between two. */
async function budget(callLimit: number | null = 250, callShare = 100) {
  const [row] = await world.db.insert(budgets).values({ callLimit, callShare }).returning();
  return row!.id;
}
const take = (id: string, callClass: CallClass, count: number, seen: Seen | null = null, sql = world.sql) =>
  reserve(sql, id, { callClass, count, seen });
const paceOf = async (id: string) => (await world.db.select().from(budgets).where(eq(budgets.id, id)))[0]!.pace!;

describe("reserve", () => {
  it("never gives a slot twice, to whatever process asks at the same moment", async () => {
    const id = await budget();
    await take(id, "bulk", 100); // a tail of two seconds, so that nobody finds it idle
    const before = await paceOf(id);
    const taken = await Promise.all(
      Array.from({ length: 40 }, (_, i) => take(id, "bulk", 1 + (i % 5), null, i % 2 ? other.sql : world.sql)),
    );
    const calls = taken.reduce((sum, { count }) => sum + count, 0);
    expect((await paceOf(id)).next - before.next).toBeCloseTo(calls * 20, 3);
    for (const { interval, delay } of taken) {
      expect(interval).toBe(20);
      expect(delay).toBeGreaterThan(0);
    }
  });

  it("lets a person go before what mass sends of all processes reserved, and counts the call", async () => {
    const id = await budget();
    await take(id, "bulk", 100, null, other.sql);
    expect((await take(id, "person", 1)).delay).toBe(0);
    const before = await paceOf(id);
    await take(id, "person", 3, null, other.sql);
    expect((await paceOf(id)).next - before.next).toBeCloseTo(60, 3);
  });

  it("keeps status reads to one call in twenty beside a mass send, and lets them run alone", async () => {
    const crowded = await budget();
    await take(crowded, "bulk", 100);
    expect(await take(crowded, "status", 1)).toMatchObject({ delay: 0, interval: 400 });
    expect((await take(crowded, "status", 1, null, other.sql)).delay).toBeGreaterThan(0);
    expect(await take(await budget(), "status", 5)).toEqual({ delay: 0, interval: 20, count: 5 });
  });

  it("sets no pace without a limit", async () => {
    expect(await take(await budget(null), "bulk", 10)).toEqual({ delay: 0, interval: 0, count: 10 });
  });

  it("follows a limit or a share that an administrator changes", async () => {
    const id = await budget();
    await take(id, "bulk", 1);
    await world.db.update(budgets).set({ callShare: 50 }).where(eq(budgets.id, id));
    expect((await take(id, "bulk", 1)).interval).toBe(40);
    await world.db.update(budgets).set({ callLimit: 150, callShare: 100 }).where(eq(budgets.id, id));
    expect((await take(id, "bulk", 1)).interval).toBeCloseTo(1000 / 30);
  });

  it("does not know a budget that is not there", async () => {
    await expect(take(crypto.randomUUID(), "bulk", 1)).rejects.toThrow("unknown budget");
    await expect(block(world.sql, crypto.randomUUID(), 1)).rejects.toThrow("unknown budget");
    await expect(budgetUse(world.sql, crypto.randomUUID())).rejects.toThrow("unknown budget");
  });

  it("leaves the durability of what else the connection does as it is", async () => {
    const single = open(world.url, { max: 1, connection: { synchronous_commit: "on" } });
    await take(await budget(), "bulk", 1, null, single.sql);
    const [row] = await single.sql`select current_setting('synchronous_commit') as durable`;
    await single.sql.end();
    expect(row).toEqual({ durable: "on" });
  });
});

describe("block", () => {
  it.each(["person", "bulk", "status"] as const)("holds back a %s call of every process", async (callClass) => {
    for (const limit of [250, null]) {
      const id = await budget(limit);
      await block(other.sql, id, 3600);
      await block(world.sql, id, 5); // a shorter pause does not cut a longer one
      expect((await take(id, callClass, 1)).delay).toBeGreaterThan(1800_000);
      expect((await take(id, callClass, 1, null, other.sql)).delay).toBeGreaterThan(1800_000);
    }
  });

  it("holds back nobody else's budget", async () => {
    const [blocked, free] = [await budget(), await budget()];
    await block(world.sql, blocked, 3600);
    expect((await take(free, "bulk", 1)).delay).toBe(0);
  });
});

describe("budgetUse", () => {
  it("tells of a budget that nobody has used", async () => {
    expect(await budgetUse(world.sql, await budget(150, 80))).toEqual({
      ...{ callLimit: 150, callShare: 80, callsPerSecond: 24 },
      ...{ used: 0, foreign: 0, pausedSeconds: 0, sends: 0 },
    });
    expect(await budgetUse(world.sql, await budget(null))).toMatchObject({ callLimit: null, callsPerSecond: null });
  });

  it("counts the calls that left, whatever process made them", async () => {
    const id = await budget();
    // In the past, by the clock of the database, and all of them within the window.
    await take(id, "bulk", 1);
    await world.sql`update budgets set pace = jsonb_set(pace, '{runs}', jsonb_build_array(jsonb_build_object(
      'first', extract(epoch from clock_timestamp()) * 1000 - 2000, 'interval', 20, 'count', 30))) where id = ${id}`;
    await take(id, "person", 1, null, other.sql);
    expect((await budgetUse(other.sql, id)).used).toBe(31);
  });

  it("tells the pause that is left, and others who call", async () => {
    const id = await budget(150, 80);
    await block(other.sql, id, 3600);
    await take(id, "bulk", 1, { remaining: 100, age: 0 });
    const use = await budgetUse(world.sql, id);
    expect(use).toMatchObject({ used: 0, foreign: 50 });
    expect(use.pausedSeconds).toBeGreaterThan(1800);
    expect(use.pausedSeconds).toBeLessThanOrEqual(3600);
    expect(use.callsPerSecond).toBeLessThan(24);
    expect(use.callsPerSecond).toBeGreaterThan(15);
  });

  it("counts the flows of the same gateway user that are In invio", async () => {
    const [service, stranger] = [await world.service(), await world.service()];
    await world.flow(service.id, "sending");
    await world.flow(service.id, "sending");
    await world.flow(service.id, "incomplete");
    await world.flow(stranger.id, "sending");
    const [row] = await world.sql<{ id: string }[]>`
      select budget_id as id from organizations where id = ${service.organizationId}`;
    expect((await budgetUse(world.sql, row!.id)).sends).toBe(2);
  });
});
