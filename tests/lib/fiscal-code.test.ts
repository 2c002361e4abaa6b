import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { demoPeople } from "@/lib/appio/sandbox/demo-people";
import { checkCharacter, fiscalCodeFault, isTestFiscalCode, testFiscalCode, tidyFiscalCode } from "@/lib/fiscal-code";

const letter = fc.constantFrom(..."ABCDEFGHIJKLMNOPQRSTUVWXYZ");
const letters = (n: number) => fc.array(letter, { minLength: n, maxLength: n }).map((all) => all.join(""));
const two = (n: number) => String(n).padStart(2, "0");

/** The first fifteen characters of a code that could be somebody's, built by the decree and not by our checks. */
const stem = fc
  .record({
    names: letters(6),
    born: fc.date({ min: new Date("1900-01-01"), max: new Date("2099-12-31"), noInvalidDate: true }),
    woman: fc.boolean(),
    place: letter,
    number: fc.integer({ min: 0, max: 999 }),
  })
  .map(({ names, born, woman, place, number }) => {
    const month = "ABCDEHLMPRST".charAt(born.getUTCMonth());
    const day = born.getUTCDate() + (woman ? 40 : 0);
    return `${names}${two(born.getUTCFullYear() % 100)}${month}${two(day)}${place}${String(number).padStart(3, "0")}`;
  });

const digitPlaces = [6, 7, 9, 10, 12, 13, 14];
const asOmocodia = (code: string, places: readonly number[]) =>
  [...code].map((one, at) => (places.includes(at) ? "LMNPQRSTUV".charAt(Number(one)) : one)).join("");

const whole = stem.map((code) => code + checkCharacter(code));
const fault = (code: string) => fiscalCodeFault(code)?.code ?? "valid";

describe("fiscalCodeFault", () => {
  it("agrees with the codes of the sandbox, whose check characters were worked out elsewhere", () => {
    for (const { fiscalCode } of demoPeople) expect(fault(fiscalCode)).toBe("valid");
  });

  it("accepts every code built by the decree", () => {
    fc.assert(fc.property(whole, (code) => fault(code) === "valid"));
  });

  it("accepts them with digits written as letters, for any set of places", () => {
    fc.assert(
      fc.property(stem, fc.subarray(digitPlaces), (code, places) => {
        const replaced = asOmocodia(code, places);
        return fault(replaced + checkCharacter(replaced)) === "valid";
      }),
    );
  });

  it("refuses any other check letter", () => {
    fc.assert(
      fc.property(whole, letter, (code, other) => {
        fc.pre(other !== code.at(-1));
        return fault(code.slice(0, 15) + other) === "check";
      }),
    );
  });

  it("refuses one mistyped letter or digit of the same kind", () => {
    fc.assert(
      fc.property(whole, fc.constantFrom(0, 1, 2, 3, 4, 5, 11), letter, (code, at, other) => {
        fc.pre(code[at] !== other);
        return fault(code.slice(0, at) + other + code.slice(at + 1)) !== "valid";
      }),
    );
  });

  it("never accepts what App IO's own pattern refuses", () => {
    const pattern = /^[A-Z]{6}[0-9LMNPQRSTUV]{2}[ABCDEHLMPRST][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z]$/;
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: "binary" }), whole, letters(16)),
        (code) => fault(code) !== "valid" || pattern.test(code),
      ),
    );
  });

  it.each([
    ["", { code: "length", length: 0 }],
    ["RSSMRA70A41Z999", { code: "length", length: 15 }],
    ["RSSMRA70A41Z999AZ", { code: "length", length: 17 }],
    ["01234567890", { code: "company" }],
    [testFiscalCode, { code: "test" }],
    ["RSSMR170A41Z999A", { code: "character", position: 6, expected: "letter" }],
    ["RSSMRA7AA41Z999A", { code: "character", position: 8, expected: "digit" }],
    ["RSSMRA70A41Z999É", { code: "character", position: 16, expected: "letter" }],
    ["RSSMRA70F41Z999A", { code: "month", letter: "F" }],
    ["RSSMRA70A00Z999A", { code: "day", day: 0 }],
    ["RSSMRA70A32Z999A", { code: "day", day: 32 }],
    ["RSSMRA70A40Z999A", { code: "day", day: 40 }],
    ["RSSMRA70A72Z999A", { code: "day", day: 72 }],
    ["RSSMRA70D31Z999A", { code: "day", day: 31 }],
    ["RSSMRA70B30Z999A", { code: "day", day: 30 }],
    ["RSSMRA71B29Z999A", { code: "day", day: 29 }],
    ["RSSMRA70A41Z999B", { code: "check" }],
  ])("says what is wrong with %j", (code, expected) => {
    expect(fiscalCodeFault(code)).toEqual(expected);
  });

  it("takes 29 February of a leap year, 2000 included", () => {
    for (const year of ["72", "00"]) {
      const code = `RSSMRA${year}B29Z999`;
      expect(fault(code + checkCharacter(code))).toBe("valid");
    }
  });

  it("knows the day through omocodia", () => {
    const code = "RSSMRA70BPLZ999";
    expect(fiscalCodeFault(code + checkCharacter(code))).toEqual({ code: "day", day: 30 });
  });
});

describe("tidyFiscalCode", () => {
  it("takes away blanks, invisible characters and lower case", () => {
    expect(tidyFiscalCode(" rss mra\u00A070a41\u200B z999a\n")).toBe("RSSMRA70A41Z999A");
  });
});

describe("isTestFiscalCode", () => {
  it("is the one code of App IO", () => {
    expect(isTestFiscalCode("AAAAAA00A00A000A")).toBe(true);
    expect(isTestFiscalCode("AAAAAA00A01A000A")).toBe(false);
  });
});
