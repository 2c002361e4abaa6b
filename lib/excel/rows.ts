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
import type { SheetRow } from "./sheet";

/** A problem with the address of its cell, which is empty when the column is not in the file. */
export type CellProblem = Problem & { row: number; cell: string };

/** A content with the row it comes from, ready to be stored. */
export type ImportedRow = NotificationContent & { row: number };

/** Cells → content, or what is wrong with it. */
export function readRow(
  { number: row, cells }: SheetRow,
  mapping: Mapping,
  service: ContentLimits,
): { ok: true; row: ImportedRow } | { ok: false; problems: CellProblem[] } {
  const cell = (field: Field) => cells[mapping.get(field) ?? -1];
  const draft: Draft = {
    fiscalCode: identifier(cell("fiscalCode"), tidyFiscalCode),
    subject: text(cell("subject"), (typed) => parsed(tidySubject(typed))),
    body: text(cell("body"), (typed) => parsed(tidyBody(typed))),
    dueDate: dueDate(cell("dueDate")),
    amount: amount(cell("amount")),
    noticeNumber: identifier(cell("noticeNumber"), parseNotice),
    payableAfterDue: text(cell("payableAfterDue"), parseYesNo),
  };
  const checked = checkContent(draft, service);
  if (checked.ok) return { ok: true, row: { row, ...checked.content } };
  return { ok: false, problems: checked.problems.map((one) => ({ ...one, row, cell: addressOf(one, row, mapping) })) };
}

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
const standIn: Partial<Record<Field, Field>> = { amount: "noticeNumber", noticeNumber: "amount" };

function addressOf({ field }: Problem, row: number, mapping: Mapping): string {
  const index = mapping.get(field) ?? mapping.get(standIn[field] ?? field);
  return index === undefined ? "" : `${letterOf(index)}${row}`;
}

/** Reads a cell as a text; errors and formulas without a result are problems in any column. */
function text<T>(cell: Cell | undefined, parse: (typed: string) => Parsed<T>): Parsed<T> {
  if (cell?.kind === "error") return unparsed("formula-error", { error: cell.error });
  if (cell?.kind === "formula") return unparsed("formula-unsaved", {});
  return parse(cell ? textOf(cell) : "");
}

/** Numeric cells are refused: a spreadsheet keeps 15 digits of a number and drops its leading zeros. */
const identifier = <T>(cell: Cell | undefined, parse: (typed: string) => T): Parsed<T> =>
  cell?.kind === "number" || cell?.kind === "date"
    ? unparsed("number-cell", {})
    : text(cell, (typed) => parsed(parse(typed)));

/** A day whose format was lost, as formulas and pasted values do, is still the number of a day of this century. */
function dueDate(cell: Cell | undefined): Parsed<string | null> {
  if (cell?.kind === "date") return parsed(cell.day);
  if (cell?.kind !== "number") return text(cell, parseDay);
  const day = dayOf(cell.number, cell.date1904);
  return day?.startsWith("20") ? parsed(day) : unparsed("date-form", {});
}

function amount(cell: Cell | undefined): Parsed<number | null> {
  return cell?.kind === "number" ? euros(cell.number) : text(cell, parseEuro);
}

/** A computed amount carries the noise of binary fractions, far below a thousandth of a cent. */
function euros(value: number): Parsed<number | null> {
  const cents = Math.round(value * 100);
  if (Math.abs(value * 100 - cents) > 0.001) return unparsed("amount-decimals", {});
  return parsed(cents === 0 ? null : cents);
}
