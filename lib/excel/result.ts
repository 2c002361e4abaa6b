import type { ColumnProblem } from "./columns";
import type { RowReport } from "./report";
import type { UnreadableReason, UnreadableValues } from "./unreadable";

/** The same notice for the same person more than once; rows are those of this file, at most ten. */
export type Duplicate = { fiscalCode: string; noticeNumber: string; rows: number[]; alreadyInFlow: boolean };

/** Duplicates warn and do not block. `total` counts pairs of person and notice; `listed` holds the first hundred. */
export type Duplicates = { total: number; inFile: number; inFlow: number; listed: Duplicate[] };

/** Where the rows come from, for the operator to recognise. `unknown`: headings of columns that were not used. */
export type Source = { sheet: string; otherSheets: string[]; unknown: string[] };

export type Unread = {
  [R in UnreadableReason]: { ok: false; kind: "unreadable"; reason: R; values: UnreadableValues[R] };
}[UnreadableReason];

/** How an import ended; only the first kind stored anything. */
export type ImportResult =
  | {
      ok: true;
      source: Source;
      /** Rows stored, those that corrected a notification included. */
      imported: number;
      corrected: number;
      /** Rows that gave way to these. */
      removed: number;
      skipped: number;
      /** What is wrong with them; null when there are none. */
      leftOut: RowReport | null;
      hiddenRows: number;
      duplicates: Duplicates;
      /** The flow had a schedule, which the import has voided. */
      unscheduled: boolean;
    }
  | Unread
  | { ok: false; kind: "columns"; source: Source; problems: ColumnProblem[] }
  | { ok: false; kind: "rows"; source: Source; rows: number; validRows: number; report: RowReport };
