import { TZDate } from "@date-fns/tz";
import type { NewMessage } from "./contract";

/** What a message says, from a row of `notifications` and its service. */
export type Draft = {
  fiscalCode: string;
  subject: string;
  body: string;
  /** YYYY-MM-DD, a day in Italy. */
  dueDate: string | null;
  /** Euro cents. */
  amount: number | null;
  noticeNumber: string | null;
  payableAfterDue: boolean;
  requireSecureChannels: boolean;
};

/** The body that App IO gets for a notification. */
export function messageOf(draft: Draft): NewMessage {
  const { dueDate, amount, noticeNumber } = draft;
  return {
    fiscal_code: draft.fiscalCode,
    content: {
      subject: draft.subject,
      markdown: draft.body,
      ...(dueDate && { due_date: endOfDay(dueDate) }),
      ...(draft.requireSecureChannels && { require_secure_channels: true }),
      ...(amount !== null &&
        noticeNumber !== null && {
          payment_data: {
            amount,
            notice_number: noticeNumber,
            // "Paga dopo la scadenza" is its opposite, and says nothing without a due date.
            ...(dueDate && { invalid_after_due_date: !draft.payableAfterDue }),
          },
        }),
    },
  };
}

/** The last second of an Italian day, in UTC: a midnight would show the day before as the last (appio.md §1). */
export function endOfDay(day: string): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const end = new TZDate(year, month - 1, date, 23, 59, 59, "Europe/Rome");
  return new Date(end.getTime()).toISOString().replace(".000Z", "Z");
}
