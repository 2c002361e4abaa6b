import { describe, expect, it } from "vitest";
import { STATUS_PART } from "@/lib/appio/pace";
import { type Caller, simulate } from "./gateway-simulation";

const rate = { limit: 150, share: 80 };
const perSecond = 24;
const bulk = (start = 0, end = 60): Caller => ({ callClass: "bulk", start, end });
const status = (start = 0, end = 60): Caller => ({ callClass: "status", start, end });
const person = (start: number, end: number): Caller => ({ callClass: "person", start, end });

/** Beside 45 calls in 5 seconds of somebody else, for a minute. */
function makesRoom(share: number, processes: number, latency: number) {
  const run = simulate({
    ...{ rate: { limit: 150, share }, seconds: 90, callers: Array.from({ length: processes }, () => bulk(0, 90)) },
    ...{ latency: () => latency, foreign: [{ calls: 45, start: 10, end: 70 }] },
  });
  expect(run.refused / run.between(10, 70)).toBeLessThan(0.01);
  expect(run.foreignRefused / (45 * 12)).toBeLessThan(0.02);
  // Most of what is left is used, and all of it again ten seconds after the other has gone.
  expect(run.between(20, 70)).toBeGreaterThan(0.8 * 10 * (150 - 45));
  expect(run.between(80, 90)).toBeGreaterThan(0.99 * 3 * share);
}

describe("a minute before a gateway", () => {
  it.each([80, 90, 98].flatMap((share) => [1, 2, 5].map((processes) => [share, processes] as const)))(
    "all of a share of %s%% is used, by turns, and nobody is refused: %s processes",
    (share, processes) => {
      const callers = Array.from({ length: processes }, () => bulk(0, 65));
      const run = simulate({ rate: { limit: 150, share }, seconds: 65, callers });
      expect(run.between(5, 65)).toBeGreaterThan(0.99 * 18 * share);
      expect(run.refused).toBe(0);
      for (let caller = 0; caller < processes; caller++) {
        expect(run.between(5, 65, caller) / run.between(5, 65)).toBeGreaterThan(0.95 / processes);
      }
    },
  );

  it("a send that begins later gets its turns at once", () => {
    const run = simulate({ rate, seconds: 30, callers: [bulk(0, 30), bulk(0, 30), bulk(10, 30)] });
    expect(run.made.find(({ caller }) => caller === 2)?.at).toBeLessThan(12_000);
    expect(run.between(12, 30, 2) / run.between(12, 30)).toBeGreaterThan(0.95 / 3);
  });

  it("reading outcomes gets its part beside a mass send, and no more", () => {
    const run = simulate({ rate, seconds: 100, callers: [bulk(0, 100), bulk(0, 100), status(0, 100)] });
    const part = run.between(10, 100, 2) / (90 * perSecond);
    expect(part).toBeGreaterThanOrEqual(0.95 / STATUS_PART);
    expect(part).toBeLessThanOrEqual(1.05 / STATUS_PART);
    expect(run.between(10, 100)).toBeGreaterThan(0.99 * 90 * perSecond);
  });

  it("reading outcomes alone gets all of it, also when the send before it has just ended", () => {
    const run = simulate({ rate, seconds: 60, callers: [bulk(0, 20), status(0, 60)] });
    expect(run.between(25, 60, 1)).toBeGreaterThan(0.99 * 35 * perSecond);
    const alone = simulate({ rate, seconds: 30, callers: [status(0, 30)] });
    expect(alone.made.length).toBeGreaterThan(0.99 * 30 * perSecond);
  });

  it("a person leaves at once beside five mass sends", () => {
    const moments = [5.1, 17.3, 23.7, 41.9];
    const people = moments.map((at) => person(at, at + 0.01));
    const run = simulate({ rate, seconds: 60, callers: [...Array.from({ length: 5 }, () => bulk()), ...people] });
    moments.forEach((at, i) => {
      expect(run.made.find(({ caller }) => caller === 5 + i)?.at).toBeLessThan(at * 1000 + 50);
    });
  });

  it.each([
    [80, 1, 20],
    [80, 2, 20],
    [80, 2, 300],
    [98, 1, 20],
    [98, 2, 20],
    [98, 1, 100],
    [98, 2, 300],
  ])("it makes room for a steady caller of 30%%, and takes it back: share %s%%, %s processes, %s ms", (...of) => {
    makesRoom(...of);
  });

  it("it does not starve beside a caller that takes everything", () => {
    const run = simulate({
      ...{ rate, seconds: 60, callers: [bulk(0, 60)] },
      foreign: [{ calls: 300, start: 20, end: 60 }],
    });
    expect(run.between(30, 60) - run.refused).toBeGreaterThan(0);
  });

  it.each([0, 50, 300, 1500])(
    "its own sends that start, change and stop are no false alarm: latency %s ms",
    (latency) => {
      const callers = [bulk(0, 15), bulk(20, 40), bulk(30, 60), status(5, 58), person(12, 14), person(41, 43)];
      const once = (heed: boolean) =>
        simulate({
          rate,
          seconds: 60,
          callers,
          heed,
          latency: (call) => latency * (0.5 + ((call * 7919) % 100) / 100),
        });
      const [heeding, deaf] = [once(true), once(false)];
      expect(heeding.made.length).toBeGreaterThan(0.99 * deaf.made.length);
      expect(heeding.refused).toBe(0);
    },
  );
});
