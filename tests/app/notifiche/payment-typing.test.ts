import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { grouped } from "@/app/(console)/notifiche/payment-typing";

/** `|` marks the caret. */
function type(marked: string): string {
  const { value, caret } = grouped(marked.replace("|", ""), marked.indexOf("|"));
  return `${value.slice(0, caret)}|${value.slice(caret)}`;
}

describe("grouped", () => {
  it.each([
    ["3012|", "3012|"],
    ["30123|", "3012 3|"],
    ["301234567890123456|", "3012 3456 7890 1234 56|"],
    ["3012 934|56 7", "3012 934|5 67"],
    ["30|12 3456", "30|12 3456"],
    ["30129| 3456", "3012 9|345 6"],
    [" 3012-3|", "3012 -3|"],
    ["|", "|"],
  ])("%j → %j", (typed, after) => expect(type(typed)).toBe(after));

  it("keeps the caret after the same digits, wherever one is typed", () => {
    const digits = fc.stringMatching(/^\d{1,18}$/);
    fc.assert(
      fc.property(digits, fc.nat(18), (typed, place) => {
        const spaced = typed.replace(/(.{4})(?=.)/g, "$1 ");
        const caret = Math.min(place, spaced.length);
        const after = grouped(spaced, caret);
        expect(after.value.slice(0, after.caret).replaceAll(" ", "")).toBe(spaced.slice(0, caret).replaceAll(" ", ""));
      }),
    );
  });
});
