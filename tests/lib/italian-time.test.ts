import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instantOf, isShownTwice, wallTimeOf } from "@/lib/italian-time";

const at = (day: string, time: string) => instantOf(day, time)?.toISOString();

describe("a wall time in Italy", () => {
  it("is an hour ahead of UTC in winter and two in summer", () => {
    expect(at("2027-01-15", "09:00")).toBe("2027-01-15T08:00:00.000Z");
    expect(at("2027-07-15", "09:00")).toBe("2027-07-15T07:00:00.000Z");
    expect(at("2027-01-01", "00:30")).toBe("2026-12-31T23:30:00.000Z");
  });

  it("does not exist in the hour that the clocks skip in spring", () => {
    expect(at("2027-03-28", "01:59")).toBe("2027-03-28T00:59:00.000Z");
    for (const time of ["02:00", "02:30", "02:59"]) expect(at("2027-03-28", time)).toBeUndefined();
    expect(at("2027-03-28", "03:00")).toBe("2027-03-28T01:00:00.000Z");
  });

  it("is the first of the two in the hour that the clocks show twice in autumn", () => {
    expect(at("2027-10-31", "01:59")).toBe("2027-10-30T23:59:00.000Z");
    expect(at("2027-10-31", "02:00")).toBe("2027-10-31T00:00:00.000Z");
    expect(at("2027-10-31", "02:30")).toBe("2027-10-31T00:30:00.000Z");
    expect(at("2027-10-31", "03:00")).toBe("2027-10-31T02:00:00.000Z");
  });

  it("is said to come twice only then, and only the first time", () => {
    const twice = (iso: string) => isShownTwice(new Date(iso));
    expect(twice("2027-10-31T00:00:00Z")).toBe(true);
    expect(twice("2027-10-31T00:59:00Z")).toBe(true);
    expect(twice("2027-10-30T23:59:00Z")).toBe(false);
    expect(twice("2027-10-31T01:00:00Z")).toBe(false);
    expect(twice("2027-03-28T00:30:00Z")).toBe(false);
    expect(twice("2027-07-15T00:30:00Z")).toBe(false);
  });

  it("comes back from its instant, at any minute of the years", () => {
    const minutes = fc.integer({ min: Date.UTC(2026, 0) / 60_000, max: Date.UTC(2040, 0) / 60_000 });
    fc.assert(
      fc.property(minutes, (minute) => {
        const instant = new Date(minute * 60_000);
        const { day, time } = wallTimeOf(instant);
        const back = instantOf(day, time)?.getTime() ?? Number.NaN;
        // The second hour of autumn reads as the first.
        expect([0, 3_600_000]).toContain(instant.getTime() - back);
        if (back !== instant.getTime()) expect(isShownTwice(new Date(back))).toBe(true);
      }),
    );
  });
});
