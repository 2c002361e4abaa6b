import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SendingHours } from "@/db/schema/organizations";
import { closesAt, isOpen, opensAt } from "@/lib/flows/sending-hours";

const office: SendingHours = { days: [1, 2, 3, 4, 5], from: "08:00", to: "20:00" };
const at = (iso: string) => new Date(iso);
const MINUTE = 60_000;

describe("sending hours", () => {
  /** By hand: Italian time is UTC+1 in winter, UTC+2 in summer. 23/11/2026 is a Monday. */
  it.each([
    ["2026-11-23T06:59:59Z", false, "2026-11-23T07:00:00Z"],
    ["2026-11-23T07:00:00Z", true, "2026-11-23T07:00:00Z"],
    ["2026-11-23T18:59:59Z", true, "2026-11-23T18:59:59Z"],
    ["2026-11-23T19:00:00Z", false, "2026-11-24T07:00:00Z"],
    ["2026-11-27T19:00:00Z", false, "2026-11-30T07:00:00Z"],
    ["2026-11-28T10:00:00Z", false, "2026-11-30T07:00:00Z"],
    ["2026-07-13T05:59:00Z", false, "2026-07-13T06:00:00Z"],
    ["2026-07-13T06:00:00Z", true, "2026-07-13T06:00:00Z"],
    // The weekend in which the clocks go back: Monday opens an hour later for UTC.
    ["2026-10-23T18:00:00Z", false, "2026-10-26T07:00:00Z"],
    ["2027-03-26T19:00:00Z", false, "2027-03-29T06:00:00Z"],
  ])("at %s open is %s, and the opening %s", (now, open, opening) => {
    expect(isOpen(office, at(now))).toBe(open);
    expect(opensAt(office, at(now))).toEqual(at(opening));
  });

  it("hold nothing when there are none, and everything when they leave no room", () => {
    const now = at("2026-11-28T10:00:00Z");
    expect([isOpen(null, now), opensAt(null, now), closesAt(null, now)]).toEqual([true, now, null]);
    for (const hours of [
      { ...office, days: [] },
      { ...office, from: "20:00", to: "08:00" },
    ])
      expect([isOpen(hours, now), opensAt(hours, now), closesAt(hours, now)]).toEqual([false, null, null]);
  });

  it("close at the end of the day, and of the last day of a row that touches midnight", () => {
    expect(closesAt(office, at("2026-11-23T10:00:00Z"))).toEqual(at("2026-11-23T19:00:00Z"));
    expect(closesAt(office, at("2026-11-28T10:00:00Z"))).toBeNull();
    expect(closesAt({ days: [1], from: "00:00", to: "24:00" }, at("2026-11-23T10:00:00Z"))).toEqual(
      at("2026-11-23T23:00:00Z"),
    );
  });

  const clock = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom("00", "15", "30", "59"))
    .map(([hour, minute]) => `${String(hour).padStart(2, "0")}:${minute}`);
  const nightClock = fc.constantFrom("00:30", "01:30", "02:00", "02:15", "02:30", "03:00", "03:30");
  const anyHours = (time: fc.Arbitrary<string>) =>
    fc.record({ days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), from: time, to: time });
  const everyDay = fc.record({ days: fc.constant<number[]>([1, 2, 3, 4, 5, 6, 7]), from: nightClock, to: nightClock });

  /** The slow way: minute by minute. */
  function firstMinute(hours: SendingHours, now: Date, open: boolean, minutes: number): Date | null {
    for (let n = 0; n <= minutes; n++) {
      const instant = new Date(now.getTime() + n * MINUTE);
      if (isOpen(hours, instant) === open) return instant;
    }
    return null;
  }

  it("open and close when a clock looked at each minute says so, also in the nights of the clock change", () => {
    const nights = fc.constantFrom("2026-10-24T22:00:00Z", "2027-03-27T22:00:00Z", "2026-11-23T22:00:00Z");
    fc.assert(
      fc.property(everyDay, nights, fc.integer({ min: 0, max: 400 }), (hours, night, minutes) => {
        const now = new Date(at(night).getTime() + minutes * MINUTE);
        expect(opensAt(hours, now)).toEqual(firstMinute(hours, now, true, 3 * 1440));
        if (isOpen(hours, now)) expect(closesAt(hours, now)).toEqual(firstMinute(hours, now, false, 3 * 1440));
      }),
      { numRuns: 60 },
    );
  });

  it("open at a moment that is open, with nothing open before it, within two weeks", () => {
    const moments = fc.date({ min: at("2026-01-01T00:00:00Z"), max: at("2028-12-31T00:00:00Z"), noInvalidDate: true });
    fc.assert(
      fc.property(anyHours(clock), moments, (hours, now) => {
        const opening = opensAt(hours, now);
        expect(opening === null).toBe(hours.from >= hours.to);
        if (!opening) return;
        expect(isOpen(hours, opening)).toBe(true);
        expect(opening.getTime()).toBeGreaterThanOrEqual(now.getTime());
        expect(opening.getTime() - now.getTime()).toBeLessThan(15 * 86_400_000);
        if (opening > now) expect(isOpen(hours, new Date(opening.getTime() - 1))).toBe(false);
      }),
    );
  });
});
