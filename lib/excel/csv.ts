import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { parse } from "csv-parse";
import type { Cell } from "./cell";
import { knownHeadings } from "./columns";
import type { SheetRow } from "./sheet";
import type { Source } from "./source";
import { longestCell, Unreadable } from "./unreadable";

/** Rows handed over at a time. */
const batch = 500;

/** Characters in which the mark between the cells is looked for. */
const headLength = 65_536;

/** Opens a text whose cells stand between commas, semicolons or tabs, in the encodings of Excel and LibreOffice. Throws Unreadable. */
export async function openCsv(file: string): Promise<Source> {
  const encoding = await encodingOf(file);
  const head = await headOf(file, encoding);
  const named = /^sep=(.)\r?\n/i.exec(head);
  const delimiter = named?.[1] ?? delimiterOf(head);
  if (delimiter === null) throw new Unreadable("not-a-workbook", {});
  const skipped = named?.[0].length ?? 0;
  const read = { bytes: 0, of: (await stat(file)).size };
  return {
    sheets: [{ name: "CSV", merged: [], rows: () => rowsOf(textOf(file, encoding, { skipped, read }), delimiter) }],
    part: () => Math.min(1, read.bytes / read.of),
    close: async () => {},
  };
}

type Encoding = "utf-8" | "utf-16le" | "windows-1252";

/** By its mark, or by whether all of it is UTF-8; otherwise what Excel writes in Italy. */
async function encodingOf(file: string): Promise<Encoding> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let first = true;
  try {
    for await (const bytes of createReadStream(file)) {
      if (first && bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
      first = false;
      decoder.decode(bytes, { stream: true });
    }
    decoder.decode();
    return "utf-8";
  } catch {
    return "windows-1252";
  }
}

/** The text without its mark of encoding and without as many characters at its beginning. */
async function* textOf(
  file: string,
  encoding: Encoding,
  { skipped, read } = { skipped: 0, read: { bytes: 0, of: 0 } },
): AsyncGenerator<string> {
  read.bytes = 0;
  const decoder = new TextDecoder(encoding);
  let left = skipped;
  for await (const bytes of createReadStream(file)) {
    read.bytes += bytes.length;
    const text = decoder.decode(bytes, { stream: true });
    if (text.includes("\0")) throw new Unreadable("not-a-workbook", {});
    yield text.slice(left);
    left = Math.max(0, left - text.length);
  }
  yield decoder.decode();
}

async function headOf(file: string, encoding: Encoding): Promise<string> {
  let head = "";
  for await (const text of textOf(file, encoding)) {
    head += text;
    if (head.length >= headLength) break;
  }
  return head.slice(0, headLength);
}

const delimiters = [";", ",", "\t"] as const;

/** The mark that gives the most headings we know, and the most cells; null when there is neither. */
function delimiterOf(head: string): string | null {
  const lines = head.split(/\r\n?|\n/).slice(0, 20);
  const counted = delimiters.map((delimiter) => {
    const cells = lines.map((line) => line.split(delimiter).map((cell) => cell.replaceAll('"', "")));
    return {
      delimiter,
      known: Math.max(...cells.map((texts) => knownHeadings(texts))),
      columns: Math.max(...cells.map(({ length }) => length)),
    };
  });
  const [best] = counted.sort((a, b) => b.known - a.known || b.columns - a.columns);
  return best && (best.known > 0 || best.columns > 1) ? best.delimiter : null;
}

/** Records count as rows do in a spreadsheet: a text over several lines is in one of them. */
async function* rowsOf(text: AsyncIterable<string>, delimiter: string): AsyncGenerator<SheetRow[]> {
  const parser = parse({ delimiter, relax_quotes: true, relax_column_count: true, max_record_size: 1_000_000 });
  const source = Readable.from(text);
  source.on("error", (error) => parser.destroy(error));
  let ready: SheetRow[] = [];
  let number = 0;
  try {
    for await (const record of source.pipe(parser)) {
      number += 1;
      const cells = cellsOf(record);
      if (cells.length > 0) ready.push({ number, cells, hidden: false });
      if (ready.length < batch) continue;
      yield ready;
      ready = [];
    }
  } catch (error) {
    throw isOfQuotes(error) ? new Unreadable("quotes", { row: number + 1 }) : error;
  } finally {
    source.destroy();
  }
  if (ready.length > 0) yield ready;
}

function cellsOf(record: readonly string[]): Cell[] {
  const cells: Cell[] = [];
  for (const [column, text] of record.entries()) {
    if (text.length > longestCell) throw new Unreadable("too-heavy", {});
    const cell = cellOf(text);
    if (cell) cells[column] = cell;
  }
  return cells;
}

/** All is text, but for what a spreadsheet has already made of a long identifier: 3,02E+17. */
function cellOf(text: string): Cell | undefined {
  if (text.trim() === "") return undefined;
  if (/^\s*\d([.,]\d+)?E\+\d+\s*$/i.test(text))
    return { kind: "number", number: Number(text.replace(",", ".")), date1904: false };
  return { kind: "text", text };
}

/** Quotes that open and never close swallow the rest of the file. */
const isOfQuotes = (error: unknown) =>
  error instanceof Error &&
  "code" in error &&
  (error.code === "CSV_QUOTE_NOT_CLOSED" || error.code === "CSV_MAX_RECORD_SIZE");
