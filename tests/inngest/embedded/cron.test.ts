import { describe, expect, it } from "vitest";
import { parseCron } from "@/inngest/embedded/cron";

const due = (spec: string, at: string) => parseCron(spec)(new Date(at));

describe("parseCron", () => {
  it.each([
    ["* * * * *", "2026-03-04T05:06:00Z", true],
    ["*/15 * * * *", "2026-03-04T05:45:00Z", true],
    ["*/15 * * * *", "2026-03-04T05:46:00Z", false],
    ["5-50/15 2 * * *", "2026-03-04T02:35:00Z", true],
    ["5-50/15 2 * * *", "2026-03-04T02:36:00Z", false],
    ["3/20 * * * *", "2026-03-04T02:43:00Z", true],
    ["0,30 8-18 * * MON-FRI", "2026-03-04T08:30:00Z", true],
    ["0,30 8-18 * * MON-FRI", "2026-03-07T08:30:00Z", false],
    ["0 0 1 jan *", "2027-01-01T00:00:00Z", true],
    ["0 0 ? * 0", "2026-03-08T00:00:00Z", true],
    ["59 23 31 12 *", "2026-12-31T23:59:00Z", true],
  ])("%s at %s: %s", (spec, at, expected) => {
    expect(due(spec, at)).toBe(expected);
  });

  it("wants one of the two days when both are restricted, both otherwise", () => {
    expect(due("0 0 13 * FRI", "2026-03-13T00:00:00Z")).toBe(true);
    expect(due("0 0 13 * FRI", "2026-03-14T00:00:00Z")).toBe(false);
    expect(due("0 0 13 * FRI", "2026-03-20T00:00:00Z")).toBe(true);
    expect(due("0 0 13 * *", "2026-03-20T00:00:00Z")).toBe(false);
  });

  it("reads the clock of the zone, in winter and in summer", () => {
    const nine = parseCron("TZ=Europe/Rome 0 9 * * *");
    expect(nine(new Date("2026-01-15T08:00:00Z"))).toBe(true);
    expect(nine(new Date("2026-07-15T07:00:00Z"))).toBe(true);
    expect(nine(new Date("2026-07-15T08:00:00Z"))).toBe(false);
    expect(due("TZ=Europe/Rome 30 0 * * MON", "2026-03-01T23:30:00Z")).toBe(true);
  });

  it("does not run a minute that the clock skips", () => {
    const skipped = parseCron("TZ=Europe/Rome 30 2 * * *");
    const day = Array.from({ length: 24 * 60 }, (_, n) => new Date(Date.parse("2026-03-28T23:00:00Z") + n * 60_000));
    expect(day.filter(skipped)).toEqual([]);
  });

  it.each(["* * * *", "* * * * * *", "60 * * * *", "* 24 * * *", "* * 0 * *", "* * * 13 *", "* * * * 7", "@every 1m"])(
    "refuses %s",
    (spec) => {
      expect(() => parseCron(spec)).toThrow(/cron not supported/);
    },
  );
  it.each(["5-1 * * * *", "*/0 * * * *", "1-2-3 * * * *", "a * * * *", "1/2/3 * * * *", ", * * * *"])(
    "refuses %s",
    (spec) => {
      expect(() => parseCron(spec)).toThrow(/cron not supported/);
    },
  );
  it("refuses a zone that does not exist", () => {
    expect(() => parseCron("TZ=Europe/Atlantis 0 9 * * *")).toThrow();
  });
});
