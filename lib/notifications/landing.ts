import { randomUUID } from "node:crypto";
import type { ImportedRow } from "../excel/rows";

/** Where the rows of a file land: what is the same in all of them. `at`: a timestamp as ISO 8601. */
export type Landing = { serviceId: string; flowId: string; importId: string; at: string; by: string };

/** The columns of `notifications` that a line fills, in its order. */
export const landingColumns = [
  ...["id", "import_row", "own", "fiscal_code", "subject", "body", "due_date", "amount", "notice_number"],
  ...[
    "payable_after_due",
    "service_id",
    "flow_id",
    "import_id",
    "created_at",
    "created_by",
    "updated_at",
    "updated_by",
  ],
] as const;

/** Writes rows as lines of COPY in text format. Ids in order of time fill the pages of their index one after the other. */
export function lineWriter({ serviceId, flowId, importId, at, by }: Landing): (row: ImportedRow) => string {
  const common = [serviceId, flowId, importId, at, by, at, by].map(copied).join("\t");
  return ({ row, own, fiscalCode, subject, body, dueDate, amount, noticeNumber, payableAfterDue }) => {
    const written = own === null ? null : JSON.stringify(own);
    const given = [timedId(), row, written, fiscalCode, subject, body, dueDate, amount, noticeNumber, payableAfterDue];
    return `${given.map(copied).join("\t")}\t${common}\n`;
  };
}

/** A UUID of version 7 (RFC 9562): the milliseconds, then chance. */
function timedId(): string {
  const at = Date.now().toString(16).padStart(12, "0");
  return `${at.slice(0, 8)}-${at.slice(8)}-7${randomUUID().slice(15)}`;
}

const marks: Record<string, string> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };

function copied(value: string | number | boolean | null): string {
  if (value === null) return "\\N";
  return typeof value === "string" ? value.replace(/[\\\n\r\t]/g, (mark) => marks[mark] ?? mark) : String(value);
}
