import { TZDate } from "@date-fns/tz";
import type { NotificationContent } from "../notifications/content";
import type { NewMessage } from "./contract";

/** A notification with what its service adds to every message. */
export type Sendable = NotificationContent & { requireSecureChannels: boolean };

/** The body that App IO gets for a notification. */
export function messageOf(sendable: Sendable): NewMessage {
  const { dueDate, amount, noticeNumber } = sendable;
  return {
    fiscal_code: sendable.fiscalCode,
    content: {
      subject: sendable.subject,
      markdown: sendable.body,
      ...(dueDate && { due_date: endOfDay(dueDate) }),
      ...(sendable.requireSecureChannels && { require_secure_channels: true }),
      ...(amount !== null &&
        noticeNumber !== null && {
          payment_data: {
            amount,
            notice_number: noticeNumber,
            // "Paga dopo la scadenza" is its opposite, and says nothing without a due date.
            ...(dueDate && { invalid_after_due_date: !sendable.payableAfterDue }),
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
