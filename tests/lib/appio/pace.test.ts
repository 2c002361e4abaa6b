import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Ask,
  blocked,
  type CallClass,
  callsPerSecond,
  fresh,
  grant,
  type Rate,
  use,
  WINDOW,
} from "@/lib/appio/pace";

/** Calls in a window when all that may be made are made. */
const most = ({ limit, share }: { limit: number; share: number }) => (limit * share) / 100;

/** Milliseconds: what a moment since 1970 loses as a float. */
const EDGE = 0.01;
const EPOCH = 1_700_000_000_000;

type Happening = { wait: number } | { block: number } | Ask;

/** What may befall a budget: a while goes by, the platform asks for a pause, calls are asked for. */
const happenings = fc.array(
  fc.oneof<fc.Arbitrary<Happening>[]>(
    fc.record({ wait: fc.double({ min: 0, max: 1500, noNaN: true }) }),
    fc.record({ wait: fc.double({ min: 0, max: 12_000, noNaN: true }) }),
    fc.record({ block: fc.double({ min: 0, max: 8, noNaN: true }) }),
    ...(["person", "bulk", "bulk", "status"] as const).map((callClass) =>
      fc.record({
        callClass: fc.constant(callClass),
        count: fc.integer({ min: 1, max: 12 }),
        seen: fc.option(
          fc.record({ remaining: fc.integer({ min: 0, max: 250 }), age: fc.integer({ min: 0, max: 4000 }) }),
        ),
      }),
    ),
  ),
  { minLength: 50, maxLength: 300, size: "max" },
);
const rates = fc.record({ limit: fc.integer({ min: 5, max: 500 }), share: fc.integer({ min: 1, max: 100 }) });

/**
 * A call granted: when it leaves, and its place on the line of time that all classes share, where every call takes up
 * one interval. A person leaves before the place (and bulk calls make up for it), or after it when there was a pause.
 */
type Departure = { callClass: CallClass; at: number; place: number; takes: number; earliest: number };

function departures(rate: Rate, events: readonly Happening[]): Departure[] {
  let now = EPOCH;
  let state = fresh(now);
  return events.flatMap((event) => {
    if ("wait" in event) now += event.wait;
    else if ("block" in event) state = blocked(state, event.block, now);
    if (!("callClass" in event)) return [];
    const earliest = Math.max(now, state.blocked);
    const after = grant(state, rate, event, now);
    state = after.state;
    const { first, interval } = after.grant;
    const takes = 1000 / (callsPerSecond(rate, use(state, now).foreign) ?? 1);
    return Array.from({ length: event.count }, (_, i) => ({
      ...{ callClass: event.callClass, earliest, takes },
      at: first + i * interval,
      place: state.next - (event.count - i) * takes,
    }));
  });
}

/** The most moments that lie within any stretch of time of such a length. */
function peak(moments: readonly number[], length: number): number {
  const sorted = [...moments].sort((a, b) => a - b);
  let first = 0;
  return sorted.reduce((found, moment, last) => {
    while (moment - (sorted[first] ?? moment) >= length - EDGE) first += 1;
    return Math.max(found, last - first + 1);
  }, 0);
}

describe("whatever is asked for", () => {
  it("no call leaves in the past or in a pause", () => {
    fc.assert(
      fc.property(rates, happenings, (rate, events) =>
        departures(rate, events).every(({ at, earliest }) => at >= earliest),
      ),
    );
  });

  it("every call has a place of its own on the common line, an interval long", () => {
    fc.assert(
      fc.property(rates, happenings, (rate, events) => {
        const line = departures(rate, events).sort((a, b) => a.place - b.place);
        return line.every(
          ({ place, takes }, i) => (line[i + 1]?.place ?? Number.POSITIVE_INFINITY) >= place + takes - EDGE,
        );
      }),
    );
  });

  it("mass sends alone never exceed the share in any window", () => {
    fc.assert(
      fc.property(rates, happenings, (rate, events) => {
        const bulk = departures(rate, events).filter(({ callClass }) => callClass === "bulk");
        return (
          peak(
            bulk.map(({ at }) => at),
            WINDOW,
          ) <= Math.ceil(most(rate))
        );
      }),
    );
  });

  // Calls that leave at their places are an interval apart: at most the share in a window. The others were let go before
  // or after their place, and each adds one at most.
  it("all calls exceed the share by no more than those that did not leave at their place", () => {
    fc.assert(
      fc.property(rates, happenings, (rate, events) => {
        const calls = departures(rate, events);
        const astray = calls.filter(({ at, place }) => Math.abs(at - place) > EDGE).map(({ at }) => at);
        const all = peak(
          calls.map(({ at }) => at),
          WINDOW,
        );
        return all <= Math.ceil(most(rate)) + peak(astray, WINDOW);
      }),
    );
  });

  // Whoever leaves within a time T has a place within T + lead + delay: nothing is gained for longer than that.
  it("what a person jumped is paid back by the others", () => {
    fc.assert(
      fc.property(rates, happenings, (rate, events) => {
        const calls = departures(rate, events);
        const lead = Math.max(0, ...calls.map(({ at, place }) => place - at));
        const delay = Math.max(0, ...calls.map(({ at, place }) => at - place));
        return [WINDOW, 2 * WINDOW, 6 * WINDOW].every((length) => {
          const places = ((length + lead + delay) * most(rate)) / WINDOW;
          return (
            peak(
              calls.map(({ at }) => at),
              length,
            ) <=
            Math.ceil(places) + 1
          );
        });
      }),
    );
  });

  it("nobody is held back without a limit, but by a pause", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), happenings, (share, events) =>
        departures({ limit: null, share }, events).every(({ at, earliest }) => at === earliest),
      ),
    );
  });

  it("what is told of the use is what left in the last window", () => {
    fc.assert(
      fc.property(rates, happenings, (rate, events) => {
        const calm = events.flatMap<Happening>((event) =>
          "callClass" in event ? [{ ...event, seen: null }] : "wait" in event ? [event] : [],
        );
        let now = EPOCH;
        let state = fresh(now);
        for (const event of calm) {
          if ("wait" in event) now += event.wait;
          if ("callClass" in event) state = grant(state, rate, event, now).state;
        }
        const left = departures(rate, calm).filter(({ at }) => at <= now && at > now - WINDOW);
        // A call that leaves at the very edge may be on either side of it.
        expect(Math.abs(use(state, now).used - left.length)).toBeLessThanOrEqual(1);
        expect(use(state, now + 1e10)).toEqual({ used: 0, foreign: 0, pausedSeconds: 0 });
      }),
    );
  });
});

describe("callsPerSecond", () => {
  it("is the share of the limit, less what others take, and never nothing", () => {
    expect(callsPerSecond({ limit: 150, share: 80 })).toBe(24);
    expect(callsPerSecond({ limit: 250, share: 100 })).toBe(50);
    expect(callsPerSecond({ limit: 150, share: 1 })).toBe(0.3);
    expect(callsPerSecond({ limit: null, share: 80 }, 100)).toBe(null);
    fc.assert(
      fc.property(rates, fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: 100 }), (rate, foreign, more) => {
        const calls = (callsPerSecond(rate, foreign) ?? 0) * 5;
        expect(calls).toBeLessThanOrEqual(most(rate) + 1e-9);
        expect(calls).toBeGreaterThan(0);
        // Beside others, the sum stays below the limit while FlussIO has more than its least part.
        if (foreign > 0 && calls > rate.limit * 0.0501) expect(calls + foreign).toBeLessThan(rate.limit);
        expect((callsPerSecond(rate, foreign + more) ?? 0) * 5).toBeLessThanOrEqual(calls + 1e-9);
      }),
    );
  });
});

describe("a pause", () => {
  it("is as long as the longest that was asked for", () => {
    const state = [3, 30, 5].reduce((before, seconds) => blocked(before, seconds, 1000), fresh(1000));
    expect(use(state, 1000).pausedSeconds).toBe(30);
    expect(use(state, 21_000).pausedSeconds).toBe(10);
    expect(use(state, 40_000).pausedSeconds).toBe(0);
  });
});
