import type { Placeholder } from "@/db/schema/models";
import { compile } from "../models/merge";
import type { Template } from "../models/template";
import { parseTyped, writtenAmount, writtenDay, writtenNumber, writtenText } from "../models/value";
import { type Draft, type Parsed, type Problem, parsed, unparsed } from "../notifications/content";
import { type Cell, textOf } from "./cell";
import { type ColumnId, columnOfPlaceholder, keyOf } from "./columns";
import { dueDate, euros, text } from "./rows";

type Typed = Omit<Draft, "subject" | "body">;

type Words = {
  subject: Parsed<string>;
  body: Parsed<string>;
  /** What is wrong with the values, each with its column. */
  missing: (Problem & { column: string })[];
};

/** Merges the text of a flow with the cells of one row. */
export type RowText = (typed: Typed, cellOf: (column: ColumnId | `{${string}`) => Cell | undefined) => Words;

export function rowText(template: Template): RowText {
  const merge = compile(template);
  const columns = template.placeholders.map((one) => ({
    ...one,
    key: keyOf(one.name),
    column: columnOfPlaceholder(one.name),
  }));
  return (typed, cellOf) => {
    const values = new Map<string, string>();
    const missing: Words["missing"] = [];
    for (const { key, column, ...placeholder } of columns) {
      const read = column.startsWith("{") ? readValue(placeholder, cellOf(column)) : knownValue(typed, column);
      // A field that is wrong says so itself.
      if (read === null) continue;
      const value = read.ok ? (read.value ?? fallbackOf(placeholder)) : null;
      if (value !== null) values.set(key, value);
      else
        missing.push({ column, field: "body", ...(read.ok ? lacking(placeholder) : faulty(placeholder, read.fault)) });
    }
    const { subject, body } = merge(values);
    return { subject: parsed(subject), body: parsed(body), missing };
  };
}

/** A field of the row that the text tells as well; null when it is wrong. */
function knownValue(
  { fiscalCode, dueDate: due, amount, noticeNumber }: Typed,
  column: string,
): Parsed<string | null> | null {
  switch (column) {
    case "dueDate":
      return due.ok ? parsed(due.value && writtenDay(due.value)) : null;
    case "amount":
      return amount.ok ? parsed(amount.value === null ? null : writtenAmount(amount.value)) : null;
    case "noticeNumber":
      return noticeNumber.ok ? noticeNumber : null;
    default:
      return fiscalCode.ok ? fiscalCode : null;
  }
}

function readValue({ type }: Placeholder, cell: Cell | undefined): Parsed<string | null> {
  if (cell?.kind === "number") {
    // Spreadsheets keep 15 digits of a number.
    if (Math.abs(cell.number) >= 1e15) return unparsed("number-cell", {});
    switch (type) {
      case "text":
        return parsed(textOf(cell));
      case "number":
        return parsed(writtenNumber(cell.number));
      case "amount": {
        const read = euros(cell.number);
        return read.ok ? parsed(writtenAmount(read.value ?? 0)) : read;
      }
      case "date": {
        const day = dueDate(cell);
        return day.ok ? parsed(day.value && writtenDay(day.value)) : day;
      }
    }
  }
  if (cell?.kind === "date" && (type === "date" || type === "text")) return parsed(writtenDay(cell.day));
  return text(cell, (typed) => parseTyped(type, typed));
}

function fallbackOf({ type, fallback }: Placeholder): string | null {
  if (fallback === null) return null;
  const read = parseTyped(type, fallback);
  return read.ok ? (read.value ?? "") : writtenText(fallback);
}

const lacking = ({ name }: Placeholder) => ({ code: "placeholder-missing", values: { name } }) as const;

/** Cells that are no value in any column are said as such; the rest by what the placeholder takes. */
const faulty = ({ name, type }: Placeholder, fault: { code: string; values: object }) =>
  fault.code === "formula-error" || fault.code === "formula-unsaved"
    ? // Safe because a fault keeps its code and values together.
      (fault as Extract<Problem, { code: "formula-error" | "formula-unsaved" }>)
    : ({ code: "placeholder-value", values: { name, type } } as const);
