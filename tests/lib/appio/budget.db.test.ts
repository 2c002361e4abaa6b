import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { budgets } from "@/db/schema/organizations";
import { block, type CallClass, reserve } from "@/lib/appio/budget";
import { testDatabase } from "@/tests/support/database";

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

/** 50 calls a second: 20 ms between two. */
async function budget(callLimit: number | null = 250) {
  const [row] = await database.db.insert(budgets).values({ callLimit, callShare: 100 }).returning();
  return row!.id;
}

const take = (id: string, callClass: CallClass, count: number) => reserve(database.sql, id, callClass, count);

describe("reserve", () => {
  it("gives each of many callers at once slots of its own, one interval apart", async () => {
    const id = await budget();
    const taken = await Promise.all(Array.from({ length: 10 }, () => take(id, "bulk", 5)));
    expect(taken.every(({ interval }) => interval === 20)).toBe(true);
    // 50 calls reserved: the tail stands a second after the first, less the time the reservations took.
    const [row] =
      await database.sql`select extract(epoch from tat - bulk_at)::float8 as gap, extract(epoch from tat - now()) * 1000 as tail from budgets where id = ${id}`;
    expect(row!.gap).toBe(0);
    expect(Number(row!.tail)).toBeLessThanOrEqual(1000);
    const delays = taken.map(({ delay }) => delay).sort((a, b) => a - b);
    expect(delays.at(-1)! - delays[0]!).toBeGreaterThan(500);
  });

  it("lets a person go before what a mass send reserved, and counts the call", async () => {
    const id = await budget();
    await take(id, "bulk", 100);
    const person = await take(id, "person", 1);
    expect(person.delay).toBeLessThan(100);
    const after = await take(id, "bulk", 1);
    expect(after.delay).toBeGreaterThan(1500);
  });

  it("keeps status reads to one call in twenty beside a mass send, and lets them run alone", async () => {
    const crowded = await budget();
    await take(crowded, "bulk", 100);
    expect(await take(crowded, "status", 1)).toMatchObject({ interval: 400 });
    const second = await take(crowded, "status", 1);
    expect(second.delay).toBeGreaterThan(300);

    const alone = await budget();
    await database.db
      .update(budgets)
      .set({ bulkAt: new Date(Date.now() - 60_000) })
      .where(eq(budgets.id, alone));
    expect(await take(alone, "status", 1)).toMatchObject({ interval: 20 });
    expect((await take(alone, "status", 1)).delay).toBeLessThan(100);
  });

  it("sets no pace without a limit", async () => {
    expect(await take(await budget(null), "bulk", 10)).toEqual({ delay: 0, interval: 0, count: 10 });
  });

  it.each(["person", "bulk", "status"] as const)(
    "holds back a %s call while the platform wants a pause",
    async (callClass) => {
      for (const limit of [250, null]) {
        const id = await budget(limit);
        await block(database.sql, id, 30);
        await block(database.sql, id, 5); // a shorter pause does not cut a longer one
        expect((await take(id, callClass, 1)).delay).toBeGreaterThan(20_000);
      }
    },
  );
});
