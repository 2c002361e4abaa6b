import { performance } from "node:perf_hooks";
import { describe, expect, it } from "vitest";
import type { Reservation } from "@/lib/appio/budget";
import { Slots } from "@/lib/appio/slots";

const never = new AbortController().signal;

/** A budget of one process, as Postgres keeps it for many. */
function pacedBudget(interval: number) {
  let tat = 0;
  const asked: number[] = [];
  return {
    asked,
    reserve: async (count: number): Promise<Reservation> => {
      asked.push(count);
      const now = performance.now();
      const first = Math.max(tat, now);
      tat = first + count * interval;
      return { delay: first - now, interval, count };
    },
  };
}

describe("Slots", () => {
  it("never lets calls leave faster than the pace, however many wait", async () => {
    const interval = 10;
    const slots = new Slots(pacedBudget(interval).reserve);
    const departures = await Promise.all(
      Array.from({ length: 60 }, () => slots.take(never).then(() => performance.now())),
    );
    const started = departures[0]!;
    departures.forEach((departure, index) => {
      // A timer may fire late, and what follows catches up with it: never earlier than its own slot.
      expect(departure - started).toBeGreaterThanOrEqual(index * interval * 0.8 - 5);
    });
  });

  it("lets the call that ends a row go before those that start one", async () => {
    const slots = new Slots(pacedBudget(5).reserve);
    const order: string[] = [];
    const starting = Array.from({ length: 5 }, () => slots.take(never).then(() => order.push("starting")));
    const ending = Array.from({ length: 5 }, () => slots.take(never, "ending").then(() => order.push("ending")));
    await Promise.all([...starting, ...ending]);
    expect(order.slice(0, 5)).toEqual(Array(5).fill("ending"));
  });

  it("reserves a quarter of a second at a time", async () => {
    const budget = pacedBudget(10);
    const slots = new Slots(budget.reserve);
    for (let i = 0; i < 40; i++) await slots.take(never);
    expect(Math.max(...budget.asked)).toBeLessThanOrEqual(25);
  });

  it("gives up slots that are too late instead of bunching them", async () => {
    let call = 0;
    const slots = new Slots(async (count) => ({ delay: call++ === 0 ? -10_000 : 0, interval: 5, count }));
    await slots.take(never);
    expect(call).toBeGreaterThan(1);
  });

  it("does not pace without a limit, and ends the wait when the signal comes", async () => {
    const free = new Slots(async (count) => ({ delay: 0, interval: 0, count }));
    expect(await Promise.all(Array.from({ length: 1000 }, () => free.take(never)))).not.toContain(false);

    const halt = new AbortController();
    const blocked = new Slots(async (count) => ({ delay: 60_000, interval: 10, count }));
    const wait = blocked.take(halt.signal);
    setTimeout(() => halt.abort(), 10);
    expect(await wait).toBe(false);
  });

  it("tells its caller when the budget cannot be read, and works again afterwards", async () => {
    let broken = true;
    const slots = new Slots(async (count) => {
      if (broken) throw new Error("no database");
      return { delay: 0, interval: 1, count };
    });
    await expect(slots.take(never)).rejects.toThrow("no database");
    broken = false;
    expect(await slots.take(never)).toBe(true);
  });
});
