import { z } from "zod";

/**
 * The answers of App IO, read as loosely as appio.md §2 asks: unknown fields and unknown status words pass, content
 * and notification may be missing. Source: io-messages 2.1.9 and io-services 4.1.1.
 */

/** Without what no database keeps: NUL and other controls, and halves of a character. */
export const clean = (text: string) => text.replace(/[\p{Cc}\p{Cs}]/gu, "");
const words = z.string().transform(clean);

export const limitedProfile = z.object({ sender_allowed: z.boolean() });

export const createdMessage = z.object({ id: words.pipe(z.string().min(1)) });

export const messageStatus = z.object({
  status: words.optional().catch(undefined),
  notification: z.object({ email: words.optional(), webhook: words.optional() }).optional().catch(undefined),
  read_status: words.optional().catch(undefined),
  payment_status: words.optional().catch(undefined),
});

/** A problem as the backend writes it. The gateway in front of it answers `{statusCode, message}`, or nothing. */
export const problem = z.object({ title: z.string(), detail: z.string().optional().catch(undefined) });

/** The body of POST /messages, as FlussIO writes it. */
export type NewMessage = {
  fiscal_code: string;
  content: {
    subject: string;
    markdown: string;
    /** ISO 8601 in UTC, with seconds. */
    due_date?: string;
    require_secure_channels?: boolean;
    payment_data?: {
      /** Euro cents. */
      amount: number;
      notice_number: string;
      invalid_after_due_date?: boolean;
    };
  };
};
