import { describe, expect, it } from "vitest";
import { messageOf, type Sendable } from "@/lib/appio/message";
import { endOfDay } from "@/lib/italian-time";

const draft: Sendable = {
  fiscalCode: "AAAAAA00A00A000A",
  subject: "Oggetto di prova",
  body: "Contenuto",
  dueDate: null,
  amount: null,
  noticeNumber: null,
  payableAfterDue: true,
  requireSecureChannels: false,
};

describe("messageOf", () => {
  it("says nothing that the notification does not say", () => {
    expect(messageOf(draft)).toEqual({
      fiscal_code: draft.fiscalCode,
      content: { subject: draft.subject, markdown: draft.body },
    });
  });

  it("turns Paga dopo la scadenza into its opposite, and only with a due date", () => {
    const payment = { ...draft, amount: 1234, noticeNumber: "301000000000000000" };
    const due = { ...payment, dueDate: "2026-12-31" };
    expect(messageOf(payment).content.payment_data).toEqual({ amount: 1234, notice_number: payment.noticeNumber });
    expect(messageOf(due).content.payment_data?.invalid_after_due_date).toBe(false);
    expect(messageOf({ ...due, payableAfterDue: false }).content.payment_data?.invalid_after_due_date).toBe(true);
  });

  it("asks for secure channels only when the service wants them", () => {
    expect(messageOf({ ...draft, requireSecureChannels: true }).content.require_secure_channels).toBe(true);
  });
});

describe("endOfDay", () => {
  it.each([
    ["2026-01-15", "2026-01-15T22:59:59Z"],
    ["2026-07-15", "2026-07-15T21:59:59Z"],
    ["2026-03-29", "2026-03-29T21:59:59Z"], // clocks go forward
    ["2026-10-25", "2026-10-25T22:59:59Z"], // and back
  ])("%s ends at %s", (day, utc) => {
    expect(endOfDay(day)).toBe(utc);
  });
});
