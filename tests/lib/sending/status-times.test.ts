import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { StatusOutcome } from "@/lib/appio/outcome";
import { readingOf } from "@/lib/sending/status";
import { CHECKS, nextCheckIn } from "@/lib/sending/status-times";

const [minute, hour, day] = [60, 3600, 86_400];
const week = 7 * day;

describe("nextCheckIn", () => {
  it("is after 1, 5, 30 minutes, 2 and 12 hours, then each day to the seventh", () => {
    const daily = [1, 2, 3, 4, 5, 6, 7].map((days) => days * day);
    expect(CHECKS).toEqual([minute, 5 * minute, 30 * minute, 2 * hour, 12 * hour, ...daily]);
  });

  it.each<[number, number | null]>([
    [0, minute],
    [59.5, 0.5],
    [minute, 4 * minute],
    [3 * hour, 9 * hour],
    [12 * hour, 12 * hour],
    [6.5 * day, 0.5 * day],
    [week, null],
    [30 * day, null],
  ])("%s seconds after the acceptance: in %s seconds", (elapsed, next) => {
    expect(nextCheckIn(elapsed)).toBe(next);
  });

  it("leads from one to the other in twelve readings, however late each of them is", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 2 * day, noNaN: true }), { minLength: 12, maxLength: 12 }),
        (delays) => {
          let elapsed = 0;
          let readings = 0;
          for (let next = nextCheckIn(elapsed); next !== null; next = nextCheckIn(elapsed)) {
            expect(next).toBeGreaterThan(0);
            elapsed += next + (delays[readings++] ?? 0);
          }
          expect(readings).toBeLessThanOrEqual(CHECKS.length);
          expect(elapsed).toBeGreaterThanOrEqual(week);
        },
      ),
    );
  });
});

describe("readingOf", () => {
  const said = (status: string): StatusOutcome => ({
    ...{ kind: "status", status, title: "200" },
    ...{ mail: "SENT", push: null, read: "READ", payment: "PAID" },
  });
  const words = { mail: "SENT", push: null, read: "READ", payment: "PAID" };
  const unsaid = { status: null, mail: null, push: null, read: null, payment: null };
  const sent = { id: "row", state: "sent", reason: null };

  it.each<[string, StatusOutcome, number, object]>([
    ["accepted, at first", said("ACCEPTED"), 61, { ...sent, ...words, status: "ACCEPTED", nextIn: 5 * minute - 61 }],
    ["accepted, at the end", said("ACCEPTED"), week, { ...sent, ...words, status: "ACCEPTED", nextIn: null }],
    ["throttled", said("THROTTLED"), day, { ...sent, ...words, status: "THROTTLED", nextIn: day }],
    ["a word nobody knows", said("constructor"), 0, { ...sent, ...words, status: "constructor", nextIn: minute }],
    ["processed", said("PROCESSED"), 61, { ...sent, ...words, status: "PROCESSED", nextIn: null }],
    [
      "rejected",
      said("REJECTED"),
      61,
      { id: "row", state: "unreachable", reason: "rejected", ...words, status: "REJECTED", nextIn: null },
    ],
    [
      "failed, after a week",
      said("FAILED"),
      week,
      { id: "row", state: "error", reason: "failed", ...words, status: "FAILED", nextIn: null },
    ],
    ["not found yet", { kind: "not-found", title: "404" }, 61, { ...sent, ...unsaid, nextIn: 5 * minute - 61 }],
    ["not found any more", { kind: "not-found", title: "404" }, week, { ...sent, ...unsaid, nextIn: null }],
    [
      "nobody answered, early",
      { kind: "unavailable", title: "500" },
      61,
      { ...sent, ...unsaid, nextIn: 5 * minute - 61 },
    ],
    [
      "nobody answered, later",
      { kind: "unavailable", title: "500" },
      20 * minute,
      { ...sent, ...unsaid, nextIn: 5 * minute },
    ],
    [
      "nobody answered, much later",
      { kind: "unavailable", title: "500" },
      4 * day,
      { ...sent, ...unsaid, nextIn: 12 * hour },
    ],
    [
      "nobody answered the last time",
      { kind: "unavailable", title: "500" },
      week,
      { ...sent, ...unsaid, nextIn: 21 * hour },
    ],
    [
      "nobody answered for more than a week",
      { kind: "unavailable", title: "500" },
      week + day + 1,
      { ...sent, ...unsaid, nextIn: null },
    ],
  ])("%s", (_, outcome, elapsed, reading) => {
    expect(readingOf({ id: "row", elapsed }, outcome)).toEqual({
      ...reading,
      answered: outcome.kind !== "unavailable",
    });
  });

  it("never asks again after a last word, and never stops before the week is over without one", () => {
    const outcomes = fc.oneof(
      fc.string().map(said),
      fc.constantFrom("ACCEPTED", "THROTTLED", "PROCESSED", "REJECTED", "FAILED").map(said),
      fc.constantFrom<StatusOutcome>({ kind: "not-found", title: "404" }, { kind: "unavailable", title: "500" }),
    );
    fc.assert(
      fc.property(fc.double({ min: 0, max: 2 * week, noNaN: true }), outcomes, (elapsed, outcome) => {
        const last = outcome.kind === "status" && ["PROCESSED", "REJECTED", "FAILED"].includes(outcome.status);
        const { nextIn, state } = readingOf({ id: "row", elapsed }, outcome);
        // Who was not answered the last time is asked for another day.
        const over = outcome.kind === "unavailable" ? elapsed > week + day : elapsed >= week;
        expect(nextIn === null).toBe(last || over);
        if (nextIn !== null) expect(nextIn).toBeGreaterThan(0);
        if (!last) expect(state).toBe("sent");
      }),
    );
  });
});
