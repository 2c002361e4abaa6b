import { describe, expect, it } from "vitest";
import { mergedOver } from "@/lib/excel/merged";

const rows = { first: 4, last: 10 };

describe("mergedOver", () => {
  it.each([
    ["B4:B6", true],
    ["A10:C10", true],
    ["$B$9:$B$20", true],
    ["A1:XFD1048576", true],
    ["A1:G2", false],
    ["B11:B12", false],
    ["D4:E6", false],
  ])("%s over rows 4 to 10 of columns A to C: %s", (range, over) => {
    expect(mergedOver([range], rows, [0, 1, 2])).toEqual(over ? [range] : []);
  });

  it("names ten at most", () => {
    expect(mergedOver(Array(5_000).fill("B4:B5"), rows, [1])).toHaveLength(10);
  });
});
