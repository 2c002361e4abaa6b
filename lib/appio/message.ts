import { endOfDay } from "../italian-time";
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
