import fc from "fast-check";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Reservation } from "@/lib/appio/budget";
import type { Answer } from "@/lib/appio/outcome";
import type { Seen } from "@/lib/appio/pace";
import { type Budget, Slots } from "@/lib/appio/slots";
import { VirtualClock } from "./virtual-clock";

const held = vi.hoisted(() => ({ clock: undefined as unknown as VirtualClock }));
vi.mock("node:timers/promises", () => ({ setTimeout: (ms: number) => held.clock.sleep(ms) }));

let clock: VirtualClock;
beforeEach(() => {
  vi.restoreAllMocks();
  clock = held.clock = new VirtualClock();
  clock.install();
});

const never = new AbortController().signal;
const answer = (status: number, said: { retryAfter?: number; remaining?: number } = {}): Answer => ({
  ...{ kind: "answered", status, body: undefined, location: null, durationMs: 1 },
  retryAfter: said.retryAfter ?? null,
  remaining: said.remaining ?? null,
});

/** A budget as Postgres keeps it for many processes: a line of slots, and pauses. */
class LineOfSlots implements Budget {
  readonly asked: { count: number; seen: Seen | null }[] = [];
  readonly blocks: number[] = [];
  broken = false;
  #next = 0;
  #blocked = 0;

  /** @param interval milliseconds between two slots; 0 = no limit */
  constructor(public interval: number) {}

  async reserve(count: number, seen: Seen | null): Promise<Reservation> {
    this.asked.push({ count, seen });
    if (this.broken) throw new Error("no database");
    const first = Math.max(this.#next, clock.now, this.#blocked);
    if (this.interval > 0) this.#next = first + count * this.interval;
    return { delay: first - clock.now, interval: this.interval, count };
  }

  async block(seconds: number): Promise<void> {
    this.blocks.push(seconds);
    if (this.broken) throw new Error("no database");
    this.#blocked = Math.max(this.#blocked, clock.now + seconds * 1000);
  }
}

/** Callers who note the moment when they were let go; those that were not stay undefined. */
function callers(slots: Slots, count: number, signal = never) {
  const left: { caller: number; at: number }[] = [];
  const turns = Array.from({ length: count }, async (_, caller) => {
    const went = await slots.take(signal);
    if (went) left.push({ caller, at: clock.now });
    return went;
  });
  return { left, turns };
}
const gaps = (left: readonly { at: number }[]) => left.slice(1).map(({ at }, i) => at - (left[i]?.at ?? 0));

describe("a paced budget", () => {
  it("lets callers leave in the order they came, each at its slot", async () => {
    const slots = new Slots(new LineOfSlots(10));
    const { left } = callers(slots, 200);
    await clock.pass(2100);
    expect(left.map(({ caller }) => caller)).toEqual(Array.from({ length: 200 }, (_, i) => i));
    for (const gap of gaps(left)) expect(gap).toBeCloseTo(10, 6);
  });

  it("lets the calls that end a row go before those that start one, each in their order", async () => {
    const slots = new Slots(new LineOfSlots(10));
    const order: string[] = [];
    for (let i = 0; i < 5; i++) void slots.take(never).then(() => order.push(`start ${i}`));
    for (let i = 0; i < 5; i++) void slots.take(never, "ending").then(() => order.push(`end ${i}`));
    await clock.pass(200);
    expect(order).toEqual([...[0, 1, 2, 3, 4].map((i) => `end ${i}`), ...[0, 1, 2, 3, 4].map((i) => `start ${i}`)]);
  });

  it("reserves a quarter of a second at a time, before the last is used up", async () => {
    const budget = new LineOfSlots(10);
    callers(new Slots(budget), 1000);
    await clock.pass(5000);
    expect(Math.max(...budget.asked.map(({ count }) => count))).toBe(25);
    // One more batch and a half at most than what left.
    expect(budget.asked.reduce((sum, { count }) => sum + count, 0)).toBeLessThanOrEqual(500 + 38);
  });

  it("reserves for a person no more than is asked for", async () => {
    const budget = new LineOfSlots(10);
    const slots = new Slots(budget, false);
    for (let i = 0; i < 5; i++) {
      callers(slots, 1);
      await clock.pass(1000);
    }
    expect(budget.asked.map(({ count }) => count)).toEqual([1, 1, 1, 1, 1]);
  });

  it("shares one line between processes", async () => {
    const budget = new LineOfSlots(10);
    const processes = [new Slots(budget), new Slots(budget)].map((slots) => callers(slots, 500));
    await clock.pass(5000);
    const all = processes.flatMap(({ left }) => left).sort((a, b) => a.at - b.at);
    for (const gap of gaps(all)) expect(gap).toBeGreaterThan(10 - 1e-6);
    for (const { left } of processes) expect(left.length).toBeGreaterThan(200);
  });

  it("takes a new pace from the next reservation on", async () => {
    const budget = new LineOfSlots(10);
    const { left } = callers(new Slots(budget), 1000);
    await clock.pass(1000);
    budget.interval = 50;
    await clock.pass(1000);
    const before = left.length;
    await clock.pass(1000);
    expect(left.length - before).toBe(20);
  });
});

describe("on a busy machine", () => {
  it("catches up with a timer's delay, and never bunches", async () => {
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(fc.double({ min: 0, max: 60, noNaN: true })), async (delays) => {
        clock.lateness = () => delays.next().value ?? 0;
        const { left } = callers(new Slots(new LineOfSlots(10)), 400);
        await clock.pass(2000);
        for (const gap of gaps(left)) expect(gap).toBeGreaterThan(8 - 1e-6);
        expect(left.length).toBeLessThanOrEqual(202);
        clock.lateness = () => 0;
        await clock.pass(4000);
      }),
      { numRuns: 20 },
    );
  });

  it("uses all its slots when timers are a little late", async () => {
    clock.lateness = () => 4;
    const { left } = callers(new Slots(new LineOfSlots(20)), 400);
    await clock.pass(4000);
    expect(left.length).toBeGreaterThan(195);
  });

  it("gives up what is too late instead of sending it all at once", async () => {
    const { left } = callers(new Slots(new LineOfSlots(10)), 400);
    await clock.pass(500);
    clock.now += 1000; // nothing ran for a second
    await clock.pass(1000);
    const { length } = left.filter(({ at }) => at > 2500);
    // What is at most 80 ms late still leaves, closer together; the rest of the second is gone.
    expect(length).toBeGreaterThan(95);
    expect(length).toBeLessThan(115);
    for (const gap of gaps(left)) expect(gap).toBeGreaterThan(8 - 1e-6);
  });
});

describe("a 429", () => {
  it.each([10, 0])(
    "lets nobody leave before its pause is over, and all of them after: interval %s",
    async (interval) => {
      const budget = new LineOfSlots(interval);
      const slots = new Slots(budget);
      const first = callers(slots, 50);
      await clock.pass(300);
      const began = first.left.length;
      slots.heed(answer(429, { retryAfter: 3 }));
      const later = callers(slots, 10);
      await clock.pass(2999);
      expect([first.left.length, later.left.length]).toEqual([began, 0]);
      await clock.pass(2000);
      expect([first.left.length, later.left.length]).toEqual([50, 10]);
      expect(budget.blocks).toEqual([3]);
    },
  );

  it("lets nobody leave in any pause, whenever it comes", async () => {
    const scenario = fc.array(
      fc.record({
        wait: fc.integer({ min: 0, max: 900 }),
        pause: fc.option(fc.integer({ min: 1, max: 4 }), { freq: 3 }),
        calls: fc.integer({ min: 0, max: 20 }),
      }),
      { minLength: 3, maxLength: 15 },
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(0, 5, 40), scenario, async (interval, events) => {
        const slots = new Slots(new LineOfSlots(interval));
        const pauses: [number, number][] = [];
        const groups = [];
        let expected = 0;
        for (const { wait, pause, calls } of events) {
          groups.push(callers(slots, calls));
          expected += calls;
          await clock.pass(wait);
          if (pause === null) continue;
          slots.heed(answer(429, { retryAfter: pause }));
          pauses.push([clock.now, clock.now + pause * 1000]);
        }
        await clock.pass(60_000);
        const left = groups.flatMap((group) => group.left);
        expect(left.length).toBe(expected);
        for (const { at } of left) {
          for (const [from, to] of pauses) expect(at > from && at < to).toBe(false);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("means five seconds when it does not say how long", async () => {
    const budget = new LineOfSlots(10);
    const slots = new Slots(budget);
    slots.heed(answer(429));
    const { left } = callers(slots, 1);
    await clock.pass(4999);
    expect([budget.blocks, left.length]).toEqual([[5], 0]);
    await clock.pass(100);
    expect(left.length).toBe(1);
  });

  it("is not cut short by a shorter one", async () => {
    const slots = new Slots(new LineOfSlots(10));
    slots.heed(answer(429, { retryAfter: 10 }));
    slots.heed(answer(429, { retryAfter: 1 }));
    const { left } = callers(slots, 1);
    await clock.pass(9_999);
    expect(left.length).toBe(0);
  });

  it("pauses this process also when the database does not take it", async () => {
    const budget = new LineOfSlots(10);
    const slots = new Slots(budget);
    budget.broken = true;
    slots.heed(answer(429, { retryAfter: 2 }));
    await clock.pass(1);
    budget.broken = false;
    const { left } = callers(slots, 1);
    await clock.pass(1_900);
    expect(left.length).toBe(0);
    await clock.pass(1_000);
    expect(left.length).toBe(1);
  });
});

describe("what an answer says of the calls that remain", () => {
  it("is passed on once, with the next reservation and its age", async () => {
    const budget = new LineOfSlots(100);
    const slots = new Slots(budget, false);
    slots.heed(answer(200, { remaining: 50 }));
    slots.heed(answer(200, { remaining: 40 }));
    slots.heed(answer(500)); // says nothing
    slots.heed({ kind: "failed", failure: "reset", code: "ECONNRESET", durationMs: 1 });
    await clock.pass(700);
    callers(slots, 3);
    await clock.pass(1000);
    expect(budget.asked.map(({ seen }) => seen?.remaining)).toEqual([40, undefined, undefined]);
    expect(budget.asked[0]?.seen?.age).toBeGreaterThanOrEqual(700);
    expect(budget.asked[0]?.seen?.age).toBeLessThanOrEqual(701);
  });
});

describe("whoever gives up", () => {
  it.each([true, false])("leaves its slot to the next, wherever it stands (ahead: %s)", async (ahead) => {
    const slots = new Slots(new LineOfSlots(1000), ahead);
    const halt = new AbortController();
    const before = callers(slots, 2);
    const middle = callers(slots, 1, halt.signal);
    const after = callers(slots, 2);
    await clock.pass(1200); // two have left, the one in the middle waits for its slot
    expect(before.left.length).toBe(2);
    halt.abort();
    await clock.pass(5000);
    expect(await Promise.all(middle.turns)).toEqual([false]);
    expect(middle.left).toEqual([]);
    const all = [...before.left, ...after.left].map(({ at }) => at - (before.left[0]?.at ?? 0));
    expect(all).toEqual([0, 1000, 2000, 3000]);
  });

  it("is answered at once, without a reservation, when it comes too late", async () => {
    const budget = new LineOfSlots(10);
    expect(await new Slots(budget).take(AbortSignal.abort())).toBe(false);
    expect(budget.asked).toEqual([]);
  });

  it("does not wait for the end of a pause", async () => {
    const slots = new Slots(new LineOfSlots(10));
    slots.heed(answer(429, { retryAfter: 300 }));
    const halt = new AbortController();
    const { turns } = callers(slots, 5, halt.signal);
    await clock.pass(1000);
    halt.abort();
    // At once: no time goes by.
    expect(await Promise.all(turns)).toEqual(Array(5).fill(false));
  });
});

describe("a budget that cannot be read", () => {
  it("is told to whoever waits, and works again afterwards", async () => {
    const budget = new LineOfSlots(10);
    const slots = new Slots(budget);
    budget.broken = true;
    const ended = Promise.allSettled([slots.take(never), slots.take(never)]);
    await clock.pass(100);
    expect((await ended).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    budget.broken = false;
    const { left } = callers(slots, 3);
    await clock.pass(100);
    expect(left.length).toBe(3);
  });

  it("does not matter while reserved slots are left", async () => {
    const budget = new LineOfSlots(10);
    const { left } = callers(new Slots(budget), 30);
    await clock.pass(50);
    budget.broken = true;
    await clock.pass(100);
    budget.broken = false;
    await clock.pass(1000);
    expect(left.length).toBe(30);
  });
});

describe("without a limit", () => {
  it("nobody waits, and the budget is looked at again each second", async () => {
    const budget = new LineOfSlots(0);
    const slots = new Slots(budget);
    for (let second = 0; second < 3; second++) {
      const { left } = callers(slots, 1000);
      await clock.pass(0);
      expect(left.length).toBe(1000);
      await clock.pass(1001);
    }
    expect(budget.asked.length).toBe(3);
  });

  it("a limit that is set later is kept", async () => {
    const budget = new LineOfSlots(0);
    const slots = new Slots(budget);
    callers(slots, 1);
    await clock.pass(1500);
    budget.interval = 100;
    const { left } = callers(slots, 100);
    await clock.pass(1000);
    expect(left.length).toBeLessThanOrEqual(11);
  });
});
