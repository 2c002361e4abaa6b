import { describe, expect, it } from "vitest";
import { countBy, total } from "./calls";
import { median, spread } from "./machine";

const calls = [
  { at: 1000, caller: "a", admitted: 2, refused: 0 },
  { at: 1100, caller: "b", admitted: 1, refused: 1 },
  { at: 1100, caller: "a", admitted: 3, refused: 1 },
  { at: 1200, caller: "a", admitted: 9, refused: 9 },
];

describe("the calls that a server counted", () => {
  it("are added up by who called, from the first moment up to the last excluded", () => {
    const counted = countBy(calls, { from: 1000, to: 1200 }, (caller) => caller.toUpperCase());
    expect(Object.fromEntries(counted)).toEqual({
      A: { admitted: 5, refused: 1 },
      B: { admitted: 1, refused: 1 },
    });
    expect(total(counted.values())).toEqual({ admitted: 6, refused: 2 });
  });
});

describe("the middle of some runs", () => {
  it("is the middle one, or between the two in the middle", () => {
    expect(median([9, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 9])).toBe(3);
    expect(spread([4, 1, 2, 9], 1)).toBe("3.0 (from 1.0 to 9.0)");
  });
});
