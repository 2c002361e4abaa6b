import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { byDay, byService, piecesOf, presentIn, scaleOf, tallyOf } from "@/app/chart";

const count = (day: string, serviceId: string, family: "available" | "uncertain", n: number) => ({
  ...{ day, serviceId, family, n },
  serviceName: `Servizio ${serviceId}`,
});
const counts = [
  count("2026-11-01", "a", "available", 3),
  count("2026-11-01", "b", "available", 4),
  count("2026-11-03", "b", "uncertain", 1),
];

describe("the numbers of a chart", () => {
  it("are summed by day, with the empty ones, and by service, the largest first", () => {
    const days = byDay(["2026-11-01", "2026-11-02", "2026-11-03"], counts);
    expect(days.map(({ tally }) => tally.total)).toEqual([7, 0, 1]);
    expect(byService(counts).map(({ id, tally }) => [id, tally.total, tally.uncertain])).toEqual([
      ["b", 5, 1],
      ["a", 3, 0],
    ]);
    expect(tallyOf(counts)).toMatchObject({ available: 7, uncertain: 1, total: 8 });
    expect(presentIn(tallyOf(counts))).toEqual(["available", "uncertain"]);
  });

  it("become pieces that follow one another to the share of the whole", () => {
    expect(piecesOf(tallyOf(counts), 10)).toEqual([
      { family: "available", from: 0, to: 0.7 },
      { family: "uncertain", from: 0.7, to: 0.8 },
    ]);
  });
});

describe("a scale", () => {
  it("ends at a round number above the largest", () => {
    expect(scaleOf(0)).toEqual({ top: 1, marks: [0, 1] });
    expect(scaleOf(3)).toEqual({ top: 3, marks: [0, 1, 2, 3] });
    expect(scaleOf(64)).toEqual({ top: 80, marks: [0, 20, 40, 60, 80] });
    expect(scaleOf(118)).toEqual({ top: 150, marks: [0, 50, 100, 150] });
  });

  it("has two to five marks of whole numbers, whatever the largest", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_000_000 }), (largest) => {
        const { top, marks } = scaleOf(largest);
        expect(top).toBeGreaterThanOrEqual(largest);
        expect(marks.at(-1)).toBe(top);
        expect(marks.every(Number.isInteger)).toBe(true);
        expect(marks.length).toBeGreaterThanOrEqual(2);
        expect(marks.length).toBeLessThanOrEqual(5);
      }),
    );
  });
});
