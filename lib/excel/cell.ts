/** What a cell holds, whatever the program that wrote it; blank cells are absent. */
export type Cell =
  | { kind: "text"; text: string }
  /** `date1904` tells which day the number would be. */
  | { kind: "number"; number: number; date1904: boolean }
  | { kind: "boolean"; boolean: boolean }
  /** The day on the wall, YYYY-MM-DD; a time beside it is left out. */
  | { kind: "date"; day: string }
  | { kind: "error"; error: string }
  /** A formula saved without its result. */
  | { kind: "formula" };

/** A cell as its XML gives it: type, number of the style, text of the value. */
export type RawCell = { type: string; style: number; value: string; formula: boolean };

/** What the rest of the workbook must say for a cell to be read. */
export type Book = {
  sharedStrings: { at(place: number): string | undefined };
  dateStyles: ReadonlySet<number>;
  date1904: boolean;
};

/** The content of a cell, or undefined when it is blank. */
export function cellOf(raw: RawCell, book: Book): Cell | undefined {
  if (raw.value === "" && raw.formula && raw.type !== "str") return { kind: "formula" };
  switch (raw.type) {
    case "s":
      return textCell(raw.value === "" ? "" : (book.sharedStrings.at(Number(raw.value)) ?? ""));
    case "inlineStr":
    case "str":
      return textCell(decoded(raw.value));
    case "b":
      return raw.value === "" ? undefined : { kind: "boolean", boolean: raw.value === "1" || raw.value === "true" };
    case "e":
      return { kind: "error", error: raw.value.slice(0, 20) };
    case "d":
      return raw.value === "" ? undefined : { kind: "date", day: raw.value.slice(0, 10) };
    default:
      return numberCell(raw, book);
  }
}

const textCell = (text: string): Cell | undefined => (text.trim() === "" ? undefined : { kind: "text", text });

function numberCell({ value, style }: RawCell, book: Book): Cell | undefined {
  if (value.trim() === "") return undefined;
  const number = Number(value);
  if (!Number.isFinite(number)) return textCell(value);
  const day = book.dateStyles.has(style) ? dayOf(number, book.date1904) : null;
  return day ? { kind: "date", day } : { kind: "number", number, date1904: book.date1904 };
}

/** The day of a serial number, counted from 30/12/1899 or, in workbooks of old Macs, from 1/1/1904. */
export function dayOf(serial: number, date1904: boolean): string | null {
  const days = Math.floor(Math.round(serial * 86_400) / 86_400) + (date1904 ? 1462 : 0);
  if (days < 1 || days > 2_958_465) return null;
  return new Date((days - 25_569) * 86_400_000).toISOString().slice(0, 10);
}

/** `_x000D_` is how the format writes a character that XML cannot hold. */
export const decoded = (text: string) =>
  text.includes("_x")
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;

/** Whether a number format shows a day: colours, conditions, quoted and escaped text aside. */
export function isDateFormat(code: string): boolean {
  if (/^(general|standard)$/i.test(code)) return false;
  const marks = code.replace(/"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, "").split(";")[0] ?? "";
  return /[dy]/i.test(marks) || (/m/i.test(marks) && !/[hs]/i.test(marks));
}

/** Built-in formats with a day in them, those of Asian editions included. */
export const dateFormats: ReadonlySet<number> = new Set([
  ...[14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58],
]);

const number = new Intl.NumberFormat("it-IT", { useGrouping: false, maximumFractionDigits: 15 });

/** The text of a cell in a column of texts, as the spreadsheet would show it. */
export function textOf(cell: Extract<Cell, { kind: "text" | "number" | "boolean" | "date" }>): string {
  switch (cell.kind) {
    case "text":
      return cell.text;
    case "number":
      return number.format(cell.number);
    case "boolean":
      return cell.boolean ? "VERO" : "FALSO";
    case "date":
      return cell.day.split("-").reverse().join("/");
  }
}
