import type { PlaceholderType } from "@/db/states";
import { parseFrontMatter, splitFrontMatter } from "../appio/cta";
import {
  type FiscalCodeFault,
  fiscalCodeFault,
  isTestFiscalCode,
  testFiscalCode,
  tidyFiscalCode,
} from "../fiscal-code";

/** What one notification says and to whom: the part that people write, in a form, in a workbook or through the API. */
export type NotificationContent = {
  fiscalCode: string;
  subject: string;
  /** Markdown. */
  body: string;
  /** A day in Italy, YYYY-MM-DD. */
  dueDate: string | null;
  /** Euro cents; present together with the notice number or not at all. */
  amount: number | null;
  noticeNumber: string | null;
  /** Paga dopo la scadenza: the opposite of the API's invalid_after_due_date. */
  payableAfterDue: boolean;
};

export type Field = keyof NotificationContent;

type None = Record<string, never>;

type FiscalCodeValues = { [F in FiscalCodeFault as `fiscal-code-${F["code"]}`]: Omit<F, "code"> };

/** Everything that can be wrong with a field, with the values its Italian sentence needs (app/italian/content.ts). */
export type ProblemValues = FiscalCodeValues & {
  required: None;
  /** The service is In prova and this code is not one of its test codes. */
  "fiscal-code-not-enabled": None;
  "too-short": { length: number; minimum: number };
  "too-long": { length: number; maximum: number };
  /** Control characters, halves of a pair, marks of a broken encoding; `position` counts from 1. */
  "unreadable-character": { position: number };
  /** The front matter is not YAML: App IO hides the whole message. */
  "buttons-unreadable": None;
  "date-form": None;
  "date-day": None;
  "date-year": { year: number };
  "amount-form": None;
  /** `1.234`: a thousand or a comma? */
  "amount-ambiguous": { typed: string };
  "amount-negative": None;
  "amount-decimals": None;
  "amount-too-large": { maximum: number };
  "amount-over-service": { maximum: number };
  "amount-missing": None;
  "notice-length": { length: number };
  "notice-character": { position: number };
  "notice-start": { digit: string };
  "notice-missing": None;
  "yes-no": None;
  /** An identifier in a numeric cell: spreadsheets keep 15 digits and drop leading zeros. */
  "number-cell": None;
  "formula-error": { error: string };
  "formula-unsaved": None;
  "number-form": None;
  /** Of a row that should correct a notification: without its UUID, with another flow's, of one that may not change. */
  "uuid-missing": None;
  "uuid-unknown": None;
  "uuid-state": None;
  /** Braces without a name between them, or one that is too long. */
  "placeholder-name": { typed: string };
  "placeholder-unclosed": None;
  /** Where a value could change what the message is: the host of an address, HTML, buttons written by hand. */
  "placeholder-place": { name: string };
  "placeholder-fallback": { name: string; type: PlaceholderType };
  /** A row without the value that its text needs. */
  "placeholder-missing": { name: string };
  "placeholder-value": { name: string; type: PlaceholderType };
};

export type ProblemCode = keyof ProblemValues;
export type Fault = { [C in ProblemCode]: { code: C; values: ProblemValues[C] } }[ProblemCode];
export type Problem = Fault & { field: Field };

/** One field as read from a text or a cell, before the rules. */
export type Parsed<T> = { ok: true; value: T } | { ok: false; fault: Fault };
export type Draft = { [F in Field]: Parsed<NotificationContent[F]> };

export const parsed = <T>(value: T): Parsed<T> => ({ ok: true, value });
export const unparsed = <C extends ProblemCode>(code: C, values: ProblemValues[C]): Parsed<never> => ({
  ok: false,
  fault: fault(code, values),
});

/** What the rules need to know of the service. `testing`: only its test codes may be written to. */
export type ContentLimits = { maxPaymentAmount: number; testing: boolean; testFiscalCodes: readonly string[] };

/** Lengths in UTF-16 units, amounts in cents, as App IO counts them (appio.md §1). */
export const limits = {
  subject: { minimum: 10, maximum: 120 },
  body: { minimum: 80, maximum: 10_000 },
  amount: { minimum: 1, maximum: 9_999_999_999 },
} as const;

/** The limits that hold whatever the service. */
export const anyService: ContentLimits = {
  maxPaymentAmount: limits.amount.maximum,
  testing: false,
  testFiscalCodes: [testFiscalCode],
};

type Rule<F extends Field> = (value: NotificationContent[F], draft: Draft, service: ContentLimits) => Fault | null;

const rules: { readonly [F in Field]: Rule<F> } = {
  fiscalCode: recipientFault,
  subject: (text) => textFault(text, limits.subject),
  body: (text) => textFault(text, limits.body) ?? frontMatterFault(text),
  dueDate: (day) => (day === null ? null : dayFault(day)),
  amount: amountFault,
  noticeNumber: noticeFault,
  payableAfterDue: () => null,
};

/** The one place of the rules on a content: the content ready to be stored, or every problem with its field. */
export function checkContent(
  draft: Draft,
  service: ContentLimits,
): { ok: true; content: NotificationContent } | { ok: false; problems: Problem[] } {
  const fields: Partial<Record<Field, unknown>> = {};
  const problems: Problem[] = [];

  function settle<F extends Field>(field: F) {
    const read: Parsed<NotificationContent[F]> = draft[field];
    const wrong = read.ok ? rules[field](read.value, draft, service) : read.fault;
    if (wrong) problems.push({ ...wrong, field });
    else if (read.ok) fields[field] = read.value;
  }

  settle("fiscalCode");
  settle("subject");
  settle("body");
  settle("dueDate");
  settle("amount");
  settle("noticeNumber");
  settle("payableAfterDue");
  if (problems.length > 0) return { ok: false, problems };
  // Safe because each settle left either a value or a problem.
  return { ok: true, content: fields as NotificationContent };
}

const fault = <C extends ProblemCode>(code: C, values: ProblemValues[C]): Fault =>
  // Safe because code and values come from the same entry of ProblemValues.
  ({ code, values }) as Fault;

function recipientFault(code: string, _: Draft, service: ContentLimits): Fault | null {
  if (code === "") return fault("required", {});
  const enabled = service.testFiscalCodes.includes(code);
  if (isTestFiscalCode(code) && enabled) return null;
  const found = fiscalCodeFault(code);
  if (found) return ofFiscalCode(found);
  return service.testing && !enabled ? fault("fiscal-code-not-enabled", {}) : null;
}

function ofFiscalCode({ code, ...values }: FiscalCodeFault): Fault {
  // Safe because FiscalCodeValues takes its entries from FiscalCodeFault.
  return { code: `fiscal-code-${code}`, values } as Fault;
}

function textFault(text: string, { minimum, maximum }: { minimum: number; maximum: number }): Fault | null {
  const { length } = text;
  if (length === 0) return fault("required", {});
  const strange = text.search(unreadable);
  if (strange !== -1) return fault("unreadable-character", { position: strange + 1 });
  if (length < minimum) return fault("too-short", { length, minimum });
  return length > maximum ? fault("too-long", { length, maximum }) : null;
}

function frontMatterFault(body: string): Fault | null {
  const { yaml } = splitFrontMatter(body);
  return yaml === null || parseFrontMatter(yaml).ok ? null : fault("buttons-unreadable", {});
}

/** Control characters, halves of a surrogate pair, the mark of a broken encoding: no phone shows them. */
const unreadable = /(?![\t\n])[\p{Cc}\p{Cs}\uFFFD-\uFFFF]/u;

/** A day of the calendar, of this century: a two-digit slip such as 0205 or 20255 is no due date. */
function dayFault(day: string): Fault | null {
  const [, year, month, date] = (/^(\d{1,6})-(\d{2})-(\d{2})$/.exec(day) ?? []).map(Number);
  if (year === undefined || month === undefined || date === undefined) return fault("date-form", {});
  if (year < 2000 || year > 2099) return fault("date-year", { year });
  const real = new Date(Date.UTC(year, month - 1, date));
  return real.getUTCMonth() === month - 1 && real.getUTCDate() === date ? null : fault("date-day", {});
}

function amountFault(cents: number | null, { noticeNumber }: Draft, service: ContentLimits): Fault | null {
  if (cents === null) return noticeNumber.ok && noticeNumber.value !== null ? fault("amount-missing", {}) : null;
  if (!Number.isInteger(cents)) return fault("amount-decimals", {});
  if (cents < limits.amount.minimum) return fault("amount-negative", {});
  if (cents > limits.amount.maximum) return fault("amount-too-large", { maximum: limits.amount.maximum });
  if (cents > service.maxPaymentAmount) return fault("amount-over-service", { maximum: service.maxPaymentAmount });
  return null;
}

function noticeFault(notice: string | null, { amount }: Draft): Fault | null {
  if (notice === null) return amount.ok && amount.value !== null ? fault("notice-missing", {}) : null;
  const strange = notice.search(/[^0-9]/);
  if (strange !== -1) return fault("notice-character", { position: strange + 1 });
  if (notice.length !== 18) return fault("notice-length", { length: notice.length });
  return /^[0123]/.test(notice) ? null : fault("notice-start", { digit: notice.charAt(0) });
}

/** A content that is already data (an API body, a stored row) as the rules want it. */
export function draftOf(content: NotificationContent): Draft {
  return {
    fiscalCode: parsed(tidyFiscalCode(content.fiscalCode)),
    subject: parsed(tidySubject(content.subject)),
    body: parsed(tidyBody(content.body)),
    dueDate: parsed(content.dueDate),
    amount: parsed(content.amount === 0 ? null : content.amount),
    noticeNumber: parsed(content.noticeNumber === "" ? null : content.noticeNumber),
    payableAfterDue: parsed(content.payableAfterDue),
  };
}

/** One line, without the blanks around it. */
export const tidySubject = (typed: string) => typed.trim().replace(/[\t\r\n\v\f\u2028\u2029]+/g, " ");

/** Line ends as one character (browsers post two), without the blanks around: front matter must come first. */
export const tidyBody = (typed: string) => typed.replace(/\r\n?/g, "\n").trim();
