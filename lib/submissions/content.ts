import { draftOf } from "../notifications/content";
import type { FlowRow } from "./contract";

/** The words of the contract as a content, whose rules are checkContent's. */
export const draftOfSubmitted = (row: Omit<FlowRow, "key">) =>
  draftOf({
    fiscalCode: row.fiscal_code,
    subject: row.subject,
    body: row.body,
    dueDate: row.due_date ?? null,
    amount: row.amount ?? null,
    noticeNumber: row.notice_number ?? null,
    payableAfterDue: row.payable_after_due,
  });
