import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wordFields, wordProblem } from "@/app/italian/content";
import { testFiscalCode } from "@/lib/fiscal-code";
import {
  type ContentLimits,
  checkContent,
  draftOf,
  type NotificationContent,
  parsed,
  unparsed,
} from "@/lib/notifications/content";
import { fiscalCodeOf } from "@/tests/support/people";

const service: ContentLimits = { maxPaymentAmount: 1_000_000, testing: false, testFiscalCodes: [] };
const good: NotificationContent = {
  fiscalCode: fiscalCodeOf(1),
  subject: "Avviso di prova",
  body: "x".repeat(80),
  dueDate: "2031-12-31",
  amount: 123456,
  noticeNumber: "301234567890123456",
  payableAfterDue: true,
};

const check = (changes: Partial<NotificationContent>, on: Partial<ContentLimits> = {}) =>
  checkContent(draftOf({ ...good, ...changes }), { ...service, ...on });

const isWellFormed = (text: string) => !/\p{Cs}/u.test(text);

const problems = (changes: Partial<NotificationContent>, on: Partial<ContentLimits> = {}) => {
  const checked = check(changes, on);
  return checked.ok ? [] : checked.problems;
};

const codes = (changes: Partial<NotificationContent>, on: Partial<ContentLimits> = {}) =>
  problems(changes, on).map(({ field, code }) => `${field} ${code}`);

describe("checkContent", () => {
  it("gives back a good content as it is", () => {
    expect(check({})).toEqual({ ok: true, content: good });
  });

  it("tidies what people and browsers add around", () => {
    expect(
      check({
        fiscalCode: ` ${good.fiscalCode.toLowerCase()} `,
        subject: "  Due\n righe di oggetto ",
        body: `\r\n${good.body}\r\nfine \n`,
      }),
    ).toMatchObject({
      ok: true,
      content: { fiscalCode: good.fiscalCode, subject: "Due  righe di oggetto", body: `${good.body}\nfine` },
    });
  });

  it("refuses front matter that App IO cannot read, and no other", () => {
    const text = "x".repeat(80);
    expect(codes({ body: `---\nit:\n  cta_1: Paga: ora\n---\n${text}` })).toEqual(["body buttons-unreadable"]);
    expect(codes({ body: `---\nit: {}\n---\n${text}` })).toEqual([]);
    expect(codes({ body: `a: b: c\n\n---\n\n${text}` })).toEqual([]);
  });

  it("names every wrong field at once", () => {
    expect(codes({ fiscalCode: "", subject: "corto", body: "", dueDate: "2031-02-30", amount: null })).toEqual([
      "fiscalCode required",
      "subject too-short",
      "body required",
      "dueDate date-day",
      "amount amount-missing",
    ]);
  });

  it("counts lengths in UTF-16 units, as App IO does", () => {
    expect(codes({ subject: "😀".repeat(60) })).toEqual([]);
    expect(problems({ subject: "😀".repeat(61) })).toMatchObject([
      { code: "too-long", values: { length: 122, maximum: 120 } },
    ]);
    expect(codes({ subject: "😀".repeat(5) })).toEqual([]);
    expect(codes({ subject: "x".repeat(9) })).toEqual(["subject too-short"]);
    expect(codes({ subject: "x".repeat(121) })).toEqual(["subject too-long"]);
    expect(codes({ body: "x".repeat(79) })).toEqual(["body too-short"]);
    expect(codes({ body: "x".repeat(10_000) })).toEqual([]);
    expect(codes({ body: "x".repeat(10_001) })).toEqual(["body too-long"]);
    expect(codes({ subject: " ".repeat(20) })).toEqual(["subject required"]);
  });

  it.each(["\0", "\u001B", "\u0085", "\uD83D", "\uDE00", "\uFFFD", "\uFFFE"])(
    "refuses the unreadable character %j",
    (bad) => {
      expect(problems({ subject: `Oggetto ${bad} di prova` })).toEqual([
        { field: "subject", code: "unreadable-character", values: { position: 9 } },
      ]);
      expect(codes({ body: `${good.body}${bad}fine` })).toEqual(["body unreadable-character"]);
    },
  );

  it.each(["2031-12-32", "2031-13-01", "2031-00-10", "2031-04-31", "2100-02-29"])(
    "refuses %s, which is no day",
    (dueDate) => {
      expect(problems({ dueDate })[0]?.code).toMatch(/^date-(day|year)$/);
    },
  );

  it.each(["1925-12-31", "0025-12-31", "20255-01-01"])("refuses the year of %s", (dueDate) => {
    expect(codes({ dueDate })).toEqual(["dueDate date-year"]);
  });

  it.each(["31/12/2031", "2031-1-1", "domani"])("refuses %s, which is not written as a day", (dueDate) => {
    expect(codes({ dueDate })).toEqual(["dueDate date-form"]);
  });

  it("takes 29 February in leap years only", () => {
    expect(codes({ dueDate: "2032-02-29" })).toEqual([]);
    expect(codes({ dueDate: "2031-02-29" })).toEqual(["dueDate date-day"]);
  });

  it("wants amount and notice number together, or neither", () => {
    expect(codes({ amount: null, noticeNumber: null })).toEqual([]);
    expect(codes({ amount: 0, noticeNumber: "" })).toEqual([]);
    expect(codes({ amount: null })).toEqual(["amount amount-missing"]);
    expect(codes({ amount: 0 })).toEqual(["amount amount-missing"]);
    expect(codes({ noticeNumber: null })).toEqual(["noticeNumber notice-missing"]);
  });

  it("keeps amounts within App IO's and the service's limits", () => {
    const free = { maxPaymentAmount: 9_999_999_999 };
    expect(codes({ amount: 1 })).toEqual([]);
    expect(codes({ amount: -1 })).toEqual(["amount amount-negative"]);
    expect(codes({ amount: 1.5 })).toEqual(["amount amount-decimals"]);
    expect(codes({ amount: 9_999_999_999 }, free)).toEqual([]);
    expect(codes({ amount: 10_000_000_000 }, free)).toEqual(["amount amount-too-large"]);
    expect(codes({ amount: 1_000_000 })).toEqual([]);
    expect(problems({ amount: 1_000_001 })).toEqual([
      { field: "amount", code: "amount-over-service", values: { maximum: 1_000_000 } },
    ]);
    expect(codes({ amount: 1 }, { maxPaymentAmount: 0 })).toEqual(["amount amount-over-service"]);
  });

  it.each([
    ["30123456789012345", "notice-length"],
    ["3012345678901234567", "notice-length"],
    ["30123456789012345X", "notice-character"],
    ["３01234567890123456", "notice-character"],
    ["401234567890123456", "notice-start"],
  ])("refuses the notice number %s", (noticeNumber, code) => {
    expect(codes({ noticeNumber })).toEqual([`noticeNumber ${code}`]);
  });

  it("does not ask for the other half of a payment whose half is wrong already", () => {
    const draft = { ...draftOf({ ...good, noticeNumber: null }), amount: unparsed("amount-form", {}) };
    expect(checkContent(draft, service)).toMatchObject({ problems: [{ field: "amount", code: "amount-form" }] });
    const other = { ...draftOf(good), amount: parsed(null), noticeNumber: unparsed("number-cell", {}) };
    expect(checkContent(other, service)).toMatchObject({ problems: [{ field: "noticeNumber", code: "number-cell" }] });
  });

  it("accepts the test code of App IO only where the service has it", () => {
    expect(codes({ fiscalCode: testFiscalCode })).toEqual(["fiscalCode fiscal-code-test"]);
    expect(codes({ fiscalCode: testFiscalCode }, { testFiscalCodes: [testFiscalCode] })).toEqual([]);
  });

  it("lets a service In prova write to its test codes only", () => {
    const testing = { testing: true, testFiscalCodes: [testFiscalCode, fiscalCodeOf(2)] };
    expect(codes({ fiscalCode: testFiscalCode }, testing)).toEqual([]);
    expect(codes({ fiscalCode: fiscalCodeOf(2) }, testing)).toEqual([]);
    expect(codes({}, testing)).toEqual(["fiscalCode fiscal-code-not-enabled"]);
  });

  it("never lets through what App IO's contract refuses", () => {
    const content = fc.record({
      fiscalCode: fc.oneof(fc.constant(good.fiscalCode), fc.string()),
      subject: fc.string({ unit: "binary", maxLength: 130 }),
      body: fc.string({ unit: "grapheme", minLength: 70, maxLength: 200 }),
      dueDate: fc.option(
        fc.oneof(
          fc.string(),
          fc.date({ noInvalidDate: true }).map((d) => d.toISOString().slice(0, 10)),
        ),
      ),
      amount: fc.option(fc.oneof(fc.integer(), fc.double())),
      noticeNumber: fc.option(fc.stringMatching(/^[0-9]{17,19}$/)),
      payableAfterDue: fc.boolean(),
    });
    fc.assert(
      fc.property(content, (some) => {
        const checked = checkContent(draftOf(some), { ...service, maxPaymentAmount: 9_999_999_999 });
        if (!checked.ok) return checked.problems.length > 0;
        const { fiscalCode, subject, body, dueDate, amount, noticeNumber } = checked.content;
        return (
          fiscalCode === good.fiscalCode &&
          subject.length >= 10 &&
          subject.length <= 120 &&
          isWellFormed(subject) &&
          body.length >= 80 &&
          body.length <= 10_000 &&
          isWellFormed(body) &&
          (dueDate === null || new Date(dueDate).toISOString().startsWith(dueDate)) &&
          (amount === null) === (noticeNumber === null) &&
          (amount === null || (Number.isInteger(amount) && amount >= 1 && amount <= 9_999_999_999)) &&
          (noticeNumber === null || /^[0123][0-9]{17}$/.test(noticeNumber))
        );
      }),
    );
  });
});

describe("the words of a problem", () => {
  it("follow the address of a cell", () => {
    const [problem] = problems({ fiscalCode: good.fiscalCode.slice(0, 15) });
    expect(wordProblem(problem!)).toBe("il codice fiscale ha 15 caratteri, ne servono 16.");
    const [short] = problems({ subject: "x" });
    expect(wordProblem(short!)).toBe("l'oggetto ha 1 carattere, ne servono almeno 10.");
    const [long] = problems({ body: "x".repeat(10_001) });
    expect(wordProblem(long!)).toBe("il contenuto ha 10.001 caratteri, al massimo possono essere 10.000.");
    const [over] = problems({ amount: 1_000_001 });
    expect(wordProblem(over!)).toBe("l'importo supera 10.000,00 €, il massimo del servizio.");
  });

  it("stand alone beside the field of a form, one for each", () => {
    expect(wordFields(problems({ fiscalCode: "", noticeNumber: null }))).toEqual({
      fiscalCode: "Manca il codice fiscale, che è obbligatorio.",
      noticeNumber: "C'è l'importo ma manca il numero avviso: servono tutti e due, o nessuno.",
    });
  });
});
