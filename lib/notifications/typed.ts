import { tidyFiscalCode } from "../fiscal-code";
import { type Draft, type Field, type Parsed, parsed, tidyBody, tidySubject, unparsed } from "./content";

/** A content as people type it, one text a field. */
export type TypedContent = Record<Exclude<Field, "payableAfterDue">, string> & { payableAfterDue: boolean };

/** What a form posts, read field by field; the rules are checkContent's. */
export function draftOfTyped(typed: TypedContent): Draft {
  return {
    fiscalCode: parsed(tidyFiscalCode(typed.fiscalCode)),
    subject: parsed(tidySubject(typed.subject)),
    body: parsed(tidyBody(typed.body)),
    dueDate: parseDay(typed.dueDate),
    amount: parseEuro(typed.amount),
    noticeNumber: parsed(parseNotice(typed.noticeNumber)),
    payableAfterDue: parsed(typed.payableAfterDue),
  };
}

const tidy = (typed: string) => typed.replace(/[\s\u200B-\u200F\u2060\uFEFF]+/g, " ").trim();

/** `31/12/2025`, `31.12.25`, `2025-12-31`, with or without a time that is left out → YYYY-MM-DD; empty → null. */
export function parseDay(typed: string): Parsed<string | null> {
  const text = tidy(typed).replace(/[ T]\d{1,2}[:.]\d{2}([:.]\d{2}([.,]\d+)?)?$/, "");
  if (text === "") return parsed(null);
  const italian = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{2}|\d{4})$/.exec(text);
  if (italian) return day(italian[3], italian[2], italian[1]);
  const iso = /^(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})$/.exec(text);
  return iso ? day(iso[1], iso[2], iso[3]) : unparsed("date-form", {});
}

function day(year = "", month = "", date = ""): Parsed<string> {
  return parsed(`${year.length === 2 ? `20${year}` : year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`);
}

/** `1.234,56`, `1234,56`, `1234.56`, `€ 12` → cents; empty or zero → null, which is no payment. */
export function parseEuro(typed: string): Parsed<number | null> {
  const text = tidy(typed)
    .replace(/^(€|euro?)|(€|euro?)$/gi, "")
    .replaceAll(" ", "");
  if (text === "") return parsed(null);
  if (text.startsWith("-")) return unparsed("amount-negative", {});
  if (/^[1-9]\d{0,2}[.,]\d{3}$/.test(text)) return unparsed("amount-ambiguous", { typed: text });
  if (/^\d+[.,]\d{3,}$/.test(text)) return unparsed("amount-decimals", {});
  for (const [form, group] of euroForms) if (form.test(text)) return euro(text.replaceAll(group, "").replace(",", "."));
  return unparsed("amount-form", {});
}

/** Each way of writing an amount, with the mark of its thousands. */
const euroForms: readonly (readonly [RegExp, string])[] = [
  [/^\d+([.,]\d{1,2})?$/, "'"],
  [/^\d{1,3}(\.\d{3})+(,\d{1,2})?$/, "."],
  [/^\d{1,3}(,\d{3})+(\.\d{1,2})?$/, ","],
  [/^\d{1,3}('\d{3})+([.,]\d{1,2})?$/, "'"],
];

/** By digits, not by multiplying: 1.15 * 100 is not 115. */
function euro(plain: string): Parsed<number | null> {
  const [whole = "", decimals = ""] = plain.split(".");
  const cents = Number(whole + decimals.padEnd(2, "0"));
  return parsed(cents === 0 ? null : cents);
}

/** A notice number without the blanks people put in it; empty → null. */
export function parseNotice(typed: string): string | null {
  return typed.replace(/[\s\u200B-\u200F\u2060\uFEFF]/g, "") || null;
}

const yes = new Set(["si", "s", "vero", "x", "1", "true", "yes", "y", "v"]);
const no = new Set(["no", "n", "falso", "0", "false", "f"]);

/** sì/no, VERO/FALSO, X, 1/0; empty → true, as new notifications are. */
export function parseYesNo(typed: string): Parsed<boolean> {
  const text = tidy(typed).toLowerCase().replace("ì", "i").replace(/^si'$/, "si");
  if (text === "" || yes.has(text)) return parsed(true);
  return no.has(text) ? parsed(false) : unparsed("yes-no", {});
}
