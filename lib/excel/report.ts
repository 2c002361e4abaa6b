import type { Field, ProblemCode } from "../notifications/content";
import type { CellProblem } from "./rows";

/** What the operator can do about a kind of problem, worded with its count in app/italian/import.ts. */
export const actions = [
  "complete-rows",
  "fix-fiscal-codes",
  "retype-fiscal-codes",
  "remove-not-enabled",
  "lengthen-subjects",
  "shorten-subjects",
  "lengthen-bodies",
  "shorten-bodies",
  "fix-characters",
  "fix-buttons",
  "fix-dates",
  "fix-amounts",
  "reduce-amounts",
  "retype-notices",
  "fix-notices",
  "complete-payments",
  "fix-yes-no",
  "fix-formulas",
  "fix-values",
  "remove-uuids",
] as const;
export type Action = (typeof actions)[number];

const byCode: Record<ProblemCode, Action | ((field: Field) => Action)> = {
  required: "complete-rows",
  "fiscal-code-length": "fix-fiscal-codes",
  "fiscal-code-company": "fix-fiscal-codes",
  "fiscal-code-test": "fix-fiscal-codes",
  "fiscal-code-character": "fix-fiscal-codes",
  "fiscal-code-month": "fix-fiscal-codes",
  "fiscal-code-day": "fix-fiscal-codes",
  "fiscal-code-check": "fix-fiscal-codes",
  "fiscal-code-not-enabled": "remove-not-enabled",
  "too-short": (field) => (field === "subject" ? "lengthen-subjects" : "lengthen-bodies"),
  "too-long": (field) => (field === "subject" ? "shorten-subjects" : "shorten-bodies"),
  "unreadable-character": "fix-characters",
  "buttons-unreadable": "fix-buttons",
  "date-form": "fix-dates",
  "date-day": "fix-dates",
  "date-year": "fix-dates",
  "amount-form": "fix-amounts",
  "amount-ambiguous": "fix-amounts",
  "amount-negative": "fix-amounts",
  "amount-decimals": "fix-amounts",
  "amount-too-large": "fix-amounts",
  "amount-over-service": "reduce-amounts",
  "amount-missing": "complete-payments",
  "notice-length": "fix-notices",
  "notice-character": "fix-notices",
  "notice-start": "fix-notices",
  "notice-missing": "complete-payments",
  "yes-no": "fix-yes-no",
  "number-cell": (field) => (field === "noticeNumber" ? "retype-notices" : "retype-fiscal-codes"),
  "formula-error": "fix-formulas",
  "formula-unsaved": "fix-formulas",
  "number-form": "fix-values",
  "uuid-missing": "remove-uuids",
  "uuid-unknown": "remove-uuids",
  "uuid-state": "remove-uuids",
  "placeholder-name": "fix-values",
  "placeholder-unclosed": "fix-values",
  "placeholder-place": "fix-values",
  "placeholder-fallback": "fix-values",
  "placeholder-missing": "complete-rows",
  "placeholder-value": "fix-values",
};

export function actionOf({ code, field }: Pick<CellProblem, "code" | "field">): Action {
  const action = byCode[code];
  return typeof action === "string" ? action : action(field);
}

/** What is wrong with the rows of a file: the first problems by cell, and counts of all of them. */
export type RowReport = {
  /** In the order of the file, at most `listedProblems`. */
  problems: CellProblem[];
  problemCount: number;
  badRows: number;
  /** Rows each action is about, in the order of `actions`. */
  summary: { action: Action; rows: number }[];
};

export const listedProblems = 1_000;

/** Gathers the problems of one row after the other in bounded memory. */
export class RowReporter {
  readonly #problems: CellProblem[] = [];
  readonly #rows = new Map<Action, number>();
  #problemCount = 0;
  #badRows = 0;

  add(problems: readonly CellProblem[]) {
    this.#badRows += 1;
    this.#problemCount += problems.length;
    this.#problems.push(...problems.slice(0, listedProblems - this.#problems.length));
    for (const action of new Set(problems.map(actionOf))) this.#rows.set(action, (this.#rows.get(action) ?? 0) + 1);
  }

  get badRows() {
    return this.#badRows;
  }

  report(): RowReport {
    return {
      problems: this.#problems,
      problemCount: this.#problemCount,
      badRows: this.#badRows,
      summary: actions.flatMap((action) => {
        const rows = this.#rows.get(action);
        return rows === undefined ? [] : [{ action, rows }];
      }),
    };
  }
}
