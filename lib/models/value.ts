import type { PlaceholderType } from "@/db/states";
import { anyService, checkContent, draftOf, type Parsed, parsed, unparsed } from "../notifications/content";
import { parseDay, parseEuro } from "../notifications/typed";

const cents = new Intl.NumberFormat("it-IT", { style: "decimal", minimumFractionDigits: 2, useGrouping: "always" });
const plain = new Intl.NumberFormat("it-IT", { maximumFractionDigits: 10, useGrouping: "always" });

/** YYYY-MM-DD as 31/12/2027. */
export const writtenDay = (day: string) => day.split("-").reverse().join("/");

/** Euro cents as 1.234,56 €. */
export const writtenAmount = (euroCents: number) => `${cents.format(euroCents / 100)} €`;

/** 1.234,5 */
export const writtenNumber = (value: number) => plain.format(value);

/** One line, as a value stands in a sentence. */
export const writtenText = (text: string) => text.replace(/\s+/g, " ").trim();

/** A value as people type it → as it stands in the message; null when it is blank. */
export function parseTyped(type: PlaceholderType, typed: string): Parsed<string | null> {
  const text = writtenText(typed);
  return text === "" ? parsed(null) : readers[type](text);
}

const readers: Record<PlaceholderType, (text: string) => Parsed<string>> = {
  text: parsed,
  date: readDay,
  amount(text) {
    const read = parseEuro(text);
    // Zero, which is no payment, is an amount all the same.
    return read.ok ? parsed(writtenAmount(read.value ?? 0)) : read;
  },
  number(text) {
    const value = numberOf(text);
    return value === null ? unparsed("number-form", {}) : parsed(writtenNumber(value));
  },
};

function readDay(text: string): Parsed<string> {
  const read = parseDay(text);
  if (!read.ok) return read;
  if (read.value === null) return unparsed("date-form", {});
  // The rules of a due date are those of any day.
  const rest = { fiscalCode: "", subject: "", body: "", amount: null, noticeNumber: null, payableAfterDue: true };
  const checked = checkContent(draftOf({ ...rest, dueDate: read.value }), anyService);
  const wrong = checked.ok ? undefined : checked.problems.find(({ field }) => field === "dueDate");
  return wrong ? { ok: false, fault: wrong } : parsed(writtenDay(read.value));
}

/** 1.234,5 · 1234,5 · 1234.5 · -3; a point before three digits alone parts the thousands, as in Italy. */
function numberOf(text: string): number | null {
  const compact = text.replaceAll(" ", "");
  if (/^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(compact)) return finite(compact.replaceAll(".", "").replace(",", "."));
  return /^-?\d{1,15}([.,]\d{1,10})?$/.test(compact) ? finite(compact.replace(",", ".")) : null;
}

const finite = (text: string) => (Number.isFinite(Number(text)) ? Number(text) : null);
