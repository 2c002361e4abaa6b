import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { amount, calendarDay } from "@/app/italian/format";
import { checkContent, type Parsed } from "@/lib/notifications/content";
import { draftOfTyped, parseDay, parseEuro, parseNotice, parseYesNo } from "@/lib/notifications/typed";
import { fiscalCodeOf } from "@/tests/support/people";

const read = <T>(result: Parsed<T>) => (result.ok ? result.value : result.fault.code);

describe("parseEuro", () => {
  it.each([
    ["1.234,56", 123456],
    ["1234,56", 123456],
    ["1234.56", 123456],
    ["1,234.56", 123456],
    ["1'234,56", 123456],
    ["1.234.567", 123456700],
    ["1.234.567,8", 123456780],
    ["12", 1200],
    ["12,5", 1250],
    ["12.5", 1250],
    ["0,01", 1],
    ["€ 12,00", 1200],
    ["12,00 €", 1200],
    ["EUR 12", 1200],
    ["12 euro", 1200],
    ["1 234,56", 123456],
    ["1\u00A0234,56", 123456],
    ["1.15", 115],
    ["8,29", 829],
    ["99999999,99", 9999999999],
    ["", null],
    ["   ", null],
    ["0", null],
    ["0,00", null],
    ["1.234", "amount-ambiguous"],
    ["1,234", "amount-ambiguous"],
    ["12.345", "amount-ambiguous"],
    ["123,456", "amount-ambiguous"],
    ["0,123", "amount-decimals"],
    ["1234,567", "amount-decimals"],
    ["12,3456", "amount-decimals"],
    ["-5", "amount-negative"],
    ["1.23.456", "amount-form"],
    ["1.234,567", "amount-form"],
    ["1,23,45", "amount-form"],
    ["12,", "amount-form"],
    [",50", "amount-form"],
    ["dodici", "amount-form"],
    ["12 o 13", "amount-form"],
    ["1e3", "amount-form"],
    ["١٢", "amount-form"],
  ])("reads %j as %j", (typed, expected) => {
    expect(read(parseEuro(typed))).toBe(expected);
  });

  it("reads back every amount that the console writes", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9_999_999_999 }), (cents) => read(parseEuro(amount(cents))) === cents),
    );
  });
});

describe("parseDay", () => {
  it.each([
    ["31/12/2025", "2025-12-31"],
    ["1/2/2026", "2026-02-01"],
    ["31-12-2025", "2025-12-31"],
    ["31.12.2025", "2025-12-31"],
    ["31/12/25", "2025-12-31"],
    ["2025-12-31", "2025-12-31"],
    ["2025/12/31", "2025-12-31"],
    ["2025-12-31 00:00:00", "2025-12-31"],
    ["2025-12-31T23:59:59.000", "2025-12-31"],
    ["31/12/2025 23.59", "2025-12-31"],
    [" 31/12/2025 ", "2025-12-31"],
    ["", null],
    // Not a day of the calendar: the rules say so.
    ["12/31/2025", "2025-31-12"],
    ["2025-12-31T23:00:00Z", "date-form"],
    ["31 dicembre 2025", "date-form"],
    ["31/12", "date-form"],
    ["31/12/202", "date-form"],
    ["20251231", "date-form"],
    ["45657", "date-form"],
  ])("reads %j as %j", (typed, expected) => {
    expect(read(parseDay(typed))).toBe(expected);
  });

  it("reads back every day that the console writes", () => {
    const day = fc.date({ min: new Date("2000-01-01"), max: new Date("2099-12-31"), noInvalidDate: true });
    fc.assert(
      fc.property(day, (date) => {
        const iso = date.toISOString().slice(0, 10);
        return read(parseDay(calendarDay(iso))) === iso && read(parseDay(iso)) === iso;
      }),
    );
  });
});

describe("parseNotice", () => {
  it.each([
    ["3012 3456 7890 1234 56", "301234567890123456"],
    ["\u00A0001234567890123456\n", "001234567890123456"],
    ["", null],
    ["  ", null],
    ["IT-3", "IT-3"],
  ])("reads %j as %j", (typed, expected) => {
    expect(parseNotice(typed)).toBe(expected);
  });
});

describe("parseYesNo", () => {
  it.each([
    ...["", " ", "sì", "SÌ", "Si", "si'", "s", "VERO", "vero", "X", "x", "1", "true", "Yes"].map(
      (typed) => [typed, true] as const,
    ),
    ...["no", "NO", "n", "FALSO", "0", "false"].map((typed) => [typed, false] as const),
    ...["forse", "2", "sì no", "-"].map((typed) => [typed, "yes-no"] as const),
  ])("reads %j as %j", (typed, expected) => {
    expect(read(parseYesNo(typed))).toBe(expected);
  });
});

describe("draftOfTyped", () => {
  const typed = {
    fiscalCode: fiscalCodeOf(3).toLowerCase(),
    subject: "Oggetto di prova",
    body: "x".repeat(80),
    dueDate: "31/12/2031",
    amount: "1.234,56",
    noticeNumber: "3012 3456 7890 1234 56",
    payableAfterDue: false,
  };
  const service = { maxPaymentAmount: 1_000_000, testing: false, testFiscalCodes: [] };

  it("reads a whole form", () => {
    expect(checkContent(draftOfTyped(typed), service)).toEqual({
      ok: true,
      content: {
        fiscalCode: fiscalCodeOf(3),
        subject: typed.subject,
        body: typed.body,
        dueDate: "2031-12-31",
        amount: 123456,
        noticeNumber: "301234567890123456",
        payableAfterDue: false,
      },
    });
  });

  it("takes 0,00 without a number as no payment", () => {
    expect(checkContent(draftOfTyped({ ...typed, amount: "0,00", noticeNumber: "" }), service)).toMatchObject({
      ok: true,
      content: { amount: null, noticeNumber: null },
    });
  });

  it("keeps what cannot be read as the problem of its field", () => {
    expect(checkContent(draftOfTyped({ ...typed, amount: "1.234", dueDate: "12/31/2031" }), service)).toMatchObject({
      problems: [
        { field: "dueDate", code: "date-day" },
        { field: "amount", code: "amount-ambiguous" },
      ],
    });
  });
});
