import { describe, expect, it } from "vitest";
import { compileExpression } from "@/inngest/embedded/expression";

const event = { name: "a/b", data: { n: 6, text: "it's", flag: true, off: false, nothing: null, deep: { id: "x" } } };
const value = (source: string, later?: unknown) => compileExpression(source)({ event, async: later });

describe("compileExpression", () => {
  it.each([
    ["event.data.n > 5", true],
    ["event.data.n >= 6 && event.data.n <= 6", true],
    ["event.data.n != 6", false],
    ["event.data.n < 5 || event.data.deep.id == 'x'", true],
    ["(event.data.n < 5 || true) && !event.data.off", true],
    ["event.data.n < 5 || true && false", false],
    ["!(event.data.flag == true)", false],
    ['event.data.text == "it\'s"', true],
    ["event.data.text == 'it\\'s'", true],
    ["event.name == 'a/b'", true],
    ["event.data.missing == null", true],
    ["event.data.missing.deeper == null", true],
    ["event.data.nothing == null", true],
    ["event.data.n == '6'", false],
    ["event.data.n > '5'", false],
    ["event.data.missing > 5", false],
    ["event.data.toString == null", true],
    ["event.data.n == 6.0", true],
  ])("%s is %s", (source, expected) => {
    expect(value(source)).toBe(expected);
  });

  it("compares the event of a run with a later one", () => {
    expect(value("event.data.deep.id == async.data.id", { data: { id: "x" } })).toBe(true);
    expect(value("event.data.deep.id == async.data.id", { data: { id: "y" } })).toBe(false);
  });

  it("makes keys", () => {
    expect(value("event.data.deep.id")).toBe("x");
    expect(value("event.data.deep.id + '-' + event.name")).toBe("x-a/b");
  });

  it.each([
    "",
    "event.data.n >",
    "event.data.n > 5 event",
    "size(event.data.list) > 1",
    "event.data['n'] == 6",
    "event.data.n in [1, 2]",
    "event.data.n > 5 ? true : false",
    "steps.a == 1",
    "event.data.n & 1",
    "(event.data.n",
    "'open",
    "1 == 1; 2",
  ])("refuses %j", (source) => {
    expect(() => compileExpression(source)).toThrow(/not supported/);
  });
});
