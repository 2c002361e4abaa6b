import { describe, expect, it } from "vitest";
import { type Cell, cellOf, dateFormats, isDateFormat, type RawCell, textOf } from "@/lib/excel/cell";

const book = { sharedStrings: ["zero", " uno ", "  ", "a\nb"], dateStyles: new Set([7]), date1904: false };
const cell = (raw: Partial<RawCell>, date1904 = false) =>
  cellOf({ type: "n", style: 0, value: "", formula: false, ...raw }, { ...book, date1904 });
const number = (value: number): Cell => ({ kind: "number", number: value, date1904: false });
const text = (value: string): Cell => ({ kind: "text", text: value });

describe("cellOf", () => {
  it.each<[string, Partial<RawCell>, Cell | undefined]>([
    ["a shared text", { type: "s", value: "3" }, text("a\nb")],
    ["a shared text with blanks around", { type: "s", value: "1" }, text(" uno ")],
    ["a shared blank", { type: "s", value: "2" }, undefined],
    ["a shared text that is not there", { type: "s", value: "99" }, undefined],
    ["an inline text", { type: "inlineStr", value: "ciao" }, text("ciao")],
    ["a text of a formula", { type: "str", value: "ciao", formula: true }, text("ciao")],
    ["an empty text of a formula", { type: "str", value: "", formula: true }, undefined],
    ["a coded character", { type: "inlineStr", value: "a_x000D_b" }, text("a\rb")],
    ["a coded underscore", { type: "str", value: "_x005F_x000D_" }, text("_x000D_")],
    ["a whole number", { value: "42" }, number(42)],
    ["a number of a formula", { value: "2.5", formula: true }, number(2.5)],
    ["a number in scientific form", { value: "3.02E+17" }, number(3.02e17)],
    ["an empty number", { value: "" }, undefined],
    ["true", { type: "b", value: "1" }, { kind: "boolean", boolean: true }],
    ["false", { type: "b", value: "0" }, { kind: "boolean", boolean: false }],
    ["a boolean of a formula", { type: "b", value: "1", formula: true }, { kind: "boolean", boolean: true }],
    ["an error", { type: "e", value: "#N/D" }, { kind: "error", error: "#N/D" }],
    ["a formula without its result", { formula: true }, { kind: "formula" }],
    ["a day", { style: 7, value: "48213" }, { kind: "date", day: "2031-12-31" }],
    ["a day with a time", { style: 7, value: "48213.9999999" }, { kind: "date", day: "2032-01-01" }],
    ["an evening", { style: 7, value: "48213.99" }, { kind: "date", day: "2031-12-31" }],
    ["a time without a day", { style: 7, value: "0.5" }, number(0.5)],
    ["a day beyond the calendar", { style: 7, value: "99999999" }, number(99_999_999)],
    ["a day written as ISO 8601", { type: "d", value: "2031-12-31T10:00:00" }, { kind: "date", day: "2031-12-31" }],
  ])("reads %s", (_, raw, expected) => {
    expect(cell(raw)).toEqual(expected);
  });

  it("counts from 1904 in workbooks of old Macs", () => {
    expect(cell({ style: 7, value: "46751" }, true)).toEqual({ kind: "date", day: "2031-12-31" });
  });
});

describe("isDateFormat", () => {
  it.each([
    "dd/mm/yyyy",
    "d-mmm-yy",
    "[$-410]dddd d mmmm yyyy;@",
    "yyyy\\-mm\\-dd",
    "m/d/yy h:mm",
    "mmm",
    'dd" di "mmmm',
    "[Red]dd/mm/yyyy",
  ])("%s shows a day", (code) => {
    expect(isDateFormat(code)).toBe(true);
  });

  it.each([
    "General",
    "Standard",
    "0.00",
    "#,##0.00\\ [$€-410]",
    '#,##0 "dollari"',
    "@",
    "h:mm:ss",
    "[h]:mm",
    "[mm]:ss",
    '0.00" d"',
    "[Red]0;[Blue]-0",
    "0.00E+00",
    "_-* #,##0.00_d",
  ])("%s does not", (code) => {
    expect(isDateFormat(code)).toBe(false);
  });

  it("knows the built-in ones", () => {
    expect(dateFormats.has(14)).toBe(true);
    expect(dateFormats.has(2)).toBe(false);
    expect(dateFormats.has(20)).toBe(false);
  });
});

describe("textOf", () => {
  it.each<[Cell, string]>([
    [text(" a "), " a "],
    [number(2025), "2025"],
    [number(1234.5), "1234,5"],
    [number(1e21), "1000000000000000000000"],
    [{ kind: "boolean", boolean: true }, "VERO"],
    [{ kind: "date", day: "2031-12-31" }, "31/12/2031"],
  ])("%j is %j", (one, expected) => {
    if (one.kind === "error" || one.kind === "formula") throw new Error("has no text");
    expect(textOf(one)).toBe(expected);
  });
});
