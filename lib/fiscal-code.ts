/**
 * Codice fiscale of a person, 16 characters (D.M. 12/3/1974 and 23/12/1976). App IO itself checks the pattern only
 * (appio.md §1), so a wrong day or check character would be found by nobody after us.
 */
export type FiscalCodeFault =
  | { code: "length"; length: number }
  /** 11 digits: an ente or a company, to which App IO cannot write. */
  | { code: "company" }
  /** The official test code of App IO, which is nobody's. */
  | { code: "test" }
  /** `position` counts from 1. */
  | { code: "character"; position: number; expected: "letter" | "digit" }
  | { code: "month"; letter: string }
  | { code: "day"; day: number }
  | { code: "check" };

/** Enabled by PagoPA for every service; it fails every rule but the pattern. */
export const testFiscalCode = "AAAAAA00A00A000A";

export const isTestFiscalCode = (code: string) => code === testFiscalCode;

/** What people write around a code (spaces, lower case, invisible characters of a copy and paste) is not part of it. */
export const tidyFiscalCode = (typed: string) =>
  typed.replace(/[\s\u00AD\u200B-\u200F\u2060\uFEFF]/g, "").toUpperCase();

const shape = "LLLLLLDDLDDLDDDL";
const months = "ABCDEHLMPRST";
const longestDay = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Omocodia: equal codes of two persons are told apart by writing digits as letters, from the right. */
const omocodia = "LMNPQRSTUV";

/** Values of the characters in odd places (1st, 3rd…), by digit or by place of the letter in the alphabet. */
const oddValues = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

/** The first thing wrong with a tidied code, or null for a code that can belong to a person. */
export function fiscalCodeFault(code: string): FiscalCodeFault | null {
  if (isTestFiscalCode(code)) return { code: "test" };
  if (/^\d{11}$/.test(code)) return { code: "company" };
  if (code.length !== shape.length) return { code: "length", length: code.length };
  for (let index = 0; index < shape.length; index++) {
    const expected = shape[index] === "L" ? "letter" : "digit";
    if (!(expected === "letter" ? /[A-Z]/ : /[0-9LMNPQRSTUV]/).test(code.charAt(index)))
      return { code: "character", position: index + 1, expected };
  }
  const month = months.indexOf(code.charAt(8));
  if (month === -1) return { code: "month", letter: code.charAt(8) };
  const day = numberAt(code, 9);
  if (!isDayOf(day > 40 ? day - 40 : day, month, numberAt(code, 6))) return { code: "day", day };
  return code.charAt(15) === checkCharacter(code) ? null : { code: "check" };
}

/** The 16th character that the first fifteen ask for. */
export function checkCharacter(code: string): string {
  let sum = 0;
  for (let index = 0; index < 15; index++) {
    const character = code.charCodeAt(index);
    const value = character < 65 ? character - 48 : character - 65;
    sum += index % 2 === 0 ? (oddValues[value] ?? 0) : value;
  }
  return String.fromCharCode(65 + (sum % 26));
}

/** Two digits, read through omocodia. */
function numberAt(code: string, index: number): number {
  const digit = (character: string) => (character < "A" ? Number(character) : omocodia.indexOf(character));
  return digit(code.charAt(index)) * 10 + digit(code.charAt(index + 1));
}

/** The year has two digits: 29 February stands when it was real in either century. */
function isDayOf(day: number, month: number, year: number): boolean {
  const longest = month === 1 && year % 4 === 0 ? 29 : (longestDay[month] ?? 0);
  return day >= 1 && day <= longest;
}
