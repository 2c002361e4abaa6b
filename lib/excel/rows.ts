import { tidyFiscalCode } from "../fiscal-code";
import {
  type ContentLimits,
  checkContent,
  type Draft,
  type Field,
  type NotificationContent,
  type Parsed,
  type Problem,
  parsed,
  tidyBody,
  tidySubject,
  unparsed,
} from "../notifications/content";
import { parseDay, parseEuro, parseNotice, parseYesNo } from "../notifications/typed";
import { type Cell, dayOf, textOf } from "./cell";
import { letterOf, type Mapping } from "./columns";
import { type OwnCell, ownCells } from "./own";
import type { SheetRow } from "./sheet";
import type { RowText } from "./text";

/** A problem with the address of its cell, which is empty when the column is not in the file. */
export type CellProblem = Problem & { row: number; cell: string };

/** A content with the row it comes from, ready to be stored; `own`: see lib/excel/own.ts. */
export type ImportedRow = NotificationContent & { row: number; own: OwnCell[] | null; id: string | null };

/** How the rows of a file are read: where their columns are, what the service allows, the text they are merged with. */
export type Reading = { mapping: Mapping; own: readonly number[]; service: ContentLimits; text: RowText | null };

/** Cells → content, or what is wrong with it. */
export function readRow(
  { number: row, cells }: SheetRow,
  { mapping, own, service, text: merged }: Reading,
): { ok: true; row: ImportedRow } | { ok: false; problems: CellProblem[] } {
  const cell = (field: Field) => cells[mapping.get(field) ?? -1];
  const typed = {
    fiscalCode: identifier(cell("fiscalCode"), tidyFiscalCode),
    dueDate: dueDate(cell("dueDate")),
    amount: amount(cell("amount")),
    noticeNumber: identifier(cell("noticeNumber"), parseNotice),
    payableAfterDue: text(cell("payableAfterDue"), parseYesNo),
  };
  const words = merged
    ? merged(typed, (column) => cells[mapping.get(column) ?? -1])
    : {
        subject: text(cell("subject"), (subject) => parsed(tidySubject(subject))),
        body: text(cell("body"), (body) => parsed(tidyBody(body))),
        missing: [],
      };
  const draft: Draft = { ...typed, subject: words.subject, body: words.body };
  const checked = checkContent(draft, service);
  const wrong: (Problem & { column?: string })[] = checked.ok ? [] : checked.problems;
  if (checked.ok && words.missing.length === 0)
    return {
      ok: true,
      row: { row, ...checked.content, own: ownCells(cells, own), id: uuidOf(cells[mapping.get("id") ?? -1]) },
    };
  // A text without its values says nothing of its own length.
  const told = words.missing.length > 0 ? wrong.filter(({ field }) => field !== "subject" && field !== "body") : wrong;
  return {
    ok: false,
    problems: [...told, ...words.missing].map(({ column, ...one }) => ({
      ...one,
      row,
      cell: addressOf(column ?? one.field, row, mapping),
    })),
  };
}

/** The notification that a row of an export corrects; anything else than a UUID names none. */
const uuidOf = (cell: Cell | undefined) =>
  cell?.kind === "text" && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(cell.text.trim())
    ? cell.text.trim()
    : null;

/** How many characters of a row are text to be kept: what the limit of a file counts. */
export function charactersOf(cells: SheetRow["cells"], mapping: Mapping): number {
  let characters = 0;
  for (const index of mapping.values()) {
    const cell = cells[index];
    if (cell?.kind === "text") characters += cell.text.length;
  }
  return characters;
}

/** Half a payment may lack the whole column of the other half: then the half that is there is the place to look. */
const standIn: Partial<Record<string, Field>> = { amount: "noticeNumber", noticeNumber: "amount" };

function addressOf(column: string, row: number, mapping: ReadonlyMap<string, number>): string {
  const index = mapping.get(column) ?? mapping.get(standIn[column] ?? column);
  return index === undefined ? "" : `${letterOf(index)}${row}`;
}

/** Reads a cell as a text; errors and formulas without a result are problems in any column. */
export function text<T>(cell: Cell | undefined, parse: (typed: string) => Parsed<T>): Parsed<T> {
  if (cell?.kind === "error") return unparsed("formula-error", { error: cell.error });
  if (cell?.kind === "formula") return unparsed("formula-unsaved", {});
  return parse(cell ? textOf(cell) : "");
}

/** Numeric cells are refused: a spreadsheet keeps 15 digits of a number and drops its leading zeros. */
export const identifier = <T>(cell: Cell | undefined, parse: (typed: string) => T): Parsed<T> =>
  cell?.kind === "number" || cell?.kind === "date"
    ? unparsed("number-cell", {})
    : text(cell, (typed) => parsed(parse(typed)));

/** A day whose format was lost, as formulas and pasted values do, is still the number of a day of this century. */
export function dueDate(cell: Cell | undefined): Parsed<string | null> {
  if (cell?.kind === "date") return parsed(cell.day);
  if (cell?.kind !== "number") return text(cell, parseDay);
  const day = dayOf(cell.number, cell.date1904);
  return day?.startsWith("20") ? parsed(day) : unparsed("date-form", {});
}

export function amount(cell: Cell | undefined): Parsed<number | null> {
  return cell?.kind === "number" ? euros(cell.number) : text(cell, parseEuro);
}

/** A computed amount carries the noise of binary fractions, far below a thousandth of a cent. */
export function euros(value: number): Parsed<number | null> {
  const cents = Math.round(value * 100);
  if (Math.abs(value * 100 - cents) > 0.001) return unparsed("amount-decimals", {});
  return parsed(cents === 0 ? null : cents);
}
