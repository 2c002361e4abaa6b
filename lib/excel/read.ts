import type { SourceColumn } from "@/db/schema/flows";
import type { Template } from "../models/template";
import type { ContentLimits } from "../notifications/content";
import { type Landing, lineWriter } from "../notifications/landing";
import { type Cell, textOf } from "./cell";
import {
  type Asked,
  type ColumnProblem,
  columnNamed,
  isErrorHeading,
  knownHeadings,
  letterOf,
  mapHeadings,
} from "./columns";
import { mergedOver } from "./merged";
import { type RowReport, RowReporter } from "./report";
import { type CellProblem, charactersOf, type ImportedRow, readRow } from "./rows";
import type { SheetRow } from "./sheet";
import { openSource, type Source } from "./source";
import { rowText } from "./text";
import { fileLimits, Unreadable } from "./unreadable";

/** What the reading of a file tells, in this order: one `sheet`, any number of `rows` and `problem`, one `end`. */
export type ReadMessage =
  | {
      type: "sheet";
      sheet: string;
      otherSheets: string[];
      unknown: string[];
      problems: ColumnProblem[];
      headingRow: number;
      /** Every heading in its order. */
      columns: SourceColumn[];
      /** Where the column Errore of an earlier answer is, counting from 0. */
      errorColumn: number | null;
      /** The letters of the column UUID; empty when there is none. */
      idColumn: string;
    }
  /** Valid rows in the order of the file, as lines of COPY; where a column UUID may name rows that are there, the next. */
  | { type: "lines"; lines: Uint8Array<ArrayBuffer>; count: number; part: number }
  /** The same as a JSON array of ImportedRow: it goes to Postgres as it is. */
  | { type: "rows"; json: string; count: number; part: number; withIds: boolean }
  /** How much of the sheet has been read, 0 to 1, where no rows tell. */
  | { type: "progress"; part: number }
  /** The first bad row was met. */
  | { type: "problem" }
  /** What is wrong with some rows, where every problem was asked for. */
  | { type: "problems"; problems: CellProblem[] }
  /** `width`: cells of the widest row. */
  | { type: "end"; rows: number; hiddenRows: number; width: number; problems: ColumnProblem[]; report: RowReport };

export type ReadingOptions = {
  template?: Template | null;
  everyProblem?: boolean;
  /** Where new rows land; without it they come as JSON. */
  landing?: Landing | null;
};

/** Rows handed over at a time: as many as one INSERT takes well, fewer when their texts are long. */
const batchLimits = { rows: 2_000, characters: 4_000_000 };

/** Rows after which a reading that hands over nothing says how far it is. */
const tellEvery = 5_000;

/**
 * Reads and checks a file from the disk without ever holding it whole. Answering a message with `false` says that
 * valid rows are no longer wanted; `everyProblem` hands over what is wrong with all rows, not the first ones alone. Throws Unreadable.
 */
export async function* readImport(
  file: string,
  service: ContentLimits,
  { template = null, everyProblem = false, landing = null }: ReadingOptions = {},
): AsyncGenerator<ReadMessage, void, boolean | undefined> {
  const source = await openSource(file);
  try {
    const asked = template?.placeholders ?? null;
    const found = await findSheet(source, asked);
    const otherSheets = source.sheets.map(({ name }) => name).filter((name) => name !== found.name);
    const { mapping, problems, unknown, own } = mapHeadings(found.headings, asked);
    const names = { otherSheets: listed(otherSheets), unknown: listed(unknown) };
    const { headings, headingRow } = found;
    const reading = { mapping, own, service, text: template && rowText(template) };
    const columns = columnsOf(headings, own);
    const error = headings.findIndex(isErrorHeading);
    const id = mapping.get("id");
    const idColumn = id === undefined ? "" : letterOf(id);
    const place = { headingRow, errorColumn: error === -1 ? null : error, idColumn };
    let wanted = (yield { type: "sheet", sheet: found.name, ...names, ...place, columns, problems }) ?? true;
    if (problems.length > 0) return;

    const reporter = new RowReporter();
    const batch = landing && idColumn === "" ? new LineBatch(lineWriter(landing)) : new JsonBatch();
    let [rows, hiddenRows, characters, lastRow, width] = [0, 0, 0, headingRow, headings.length];
    let wrong: CellProblem[] = [];
    for await (const row of found.rows) {
      lastRow = row.number;
      width = Math.max(width, row.cells.length);
      rows += 1;
      if (row.hidden) hiddenRows += 1;
      characters += charactersOf(row.cells, mapping);
      mustFit(rows, characters);
      const read = readRow(row, reading);
      if (read.ok) {
        if (wanted) batch.add(read.row);
      } else {
        reporter.add(read.problems);
        if (everyProblem) wrong.push(...read.problems);
        if (reporter.badRows === 1) wanted = (yield { type: "problem" }) ?? true;
      }
      if (wrong.length >= batchLimits.rows) {
        yield { type: "problems", problems: wrong };
        wrong = [];
      }
      if (batch.isFull()) wanted = (yield batch.take(source.part())) ?? true;
      else if (rows % tellEvery === 0) wanted = (yield { type: "progress", part: source.part() }) ?? true;
    }
    if (rows === 0) throw new Unreadable("no-rows", { sheet: found.name });
    if (wanted && batch.count > 0) yield batch.take(source.part());
    if (wrong.length > 0) yield { type: "problems", problems: wrong };
    const ranges = mergedOver(found.merged, { first: headingRow + 1, last: lastRow }, [...mapping.values()]);
    const merged: ColumnProblem[] = ranges.length > 0 ? [{ code: "merged", ranges }] : [];
    yield { type: "end", rows, hiddenRows, width, problems: merged, report: reporter.report() };
  } finally {
    await source.close();
  }
}

/** Names of a file for the operator's eyes: a hostile one may have thousands, of any length. */
const listed = (names: readonly string[]) => names.slice(0, 50).map((name) => name.slice(0, 100));

function mustFit(rows: number, characters: number) {
  if (rows > fileLimits.rows) throw new Unreadable("too-many-rows", { rows: fileLimits.rows });
  if (characters > fileLimits.characters)
    throw new Unreadable("too-much-text", { millions: fileLimits.characters / 1_000_000 });
}

class LineBatch {
  readonly #line: (row: ImportedRow) => string;
  #lines: string[] = [];
  #characters = 0;

  constructor(line: (row: ImportedRow) => string) {
    this.#line = line;
  }

  get count() {
    return this.#lines.length;
  }

  add(row: ImportedRow) {
    const line = this.#line(row);
    this.#lines.push(line);
    this.#characters += line.length;
  }

  isFull() {
    return this.count >= batchLimits.rows || this.#characters >= batchLimits.characters;
  }

  take(part: number) {
    const lines = new TextEncoder().encode(this.#lines.join(""));
    const message = { type: "lines", lines, count: this.count, part } as const;
    this.#lines = [];
    this.#characters = 0;
    return message;
  }
}

class JsonBatch {
  #rows: ImportedRow[] = [];
  #characters = 0;
  #withIds = false;

  get count() {
    return this.#rows.length;
  }

  add(row: ImportedRow) {
    this.#rows.push(row);
    if (row.id !== null) this.#withIds = true;
    this.#characters += row.subject.length + row.body.length;
  }

  isFull() {
    return this.count >= batchLimits.rows || this.#characters >= batchLimits.characters;
  }

  take(part: number) {
    const message = {
      type: "rows",
      json: JSON.stringify(this.#rows),
      count: this.count,
      part,
      withIds: this.#withIds,
    } as const;
    this.#withIds = false;
    this.#rows = [];
    this.#characters = 0;
    return message;
  }
}

type Found = {
  name: string;
  headings: string[];
  headingRow: number;
  merged: readonly string[];
  /** The rows under the headings. */
  rows: AsyncGenerator<SheetRow>;
};

/** How far down a title may push the headings, counting rows with something in them. */
const headingsWithin = 20;

/** The first visible sheet whose headings we know; failing that, the first that is not empty, with its first row. */
async function findSheet(source: Source, asked: Asked): Promise<Found> {
  const enough = asked ? 1 : 2;
  let fallback: Found | undefined;
  for (const sheet of source.sheets) {
    const chunks = sheet.rows();
    const top: SheetRow[] = [];
    for (let more = await chunks.next(); !more.done; more = await chunks.next()) {
      top.push(...more.value);
      if (top.length >= headingsWithin) break;
    }
    const known = top.slice(0, headingsWithin).findIndex((row) => knownHeadings(textsOf(row), asked) >= enough);
    const headings = top[Math.max(known, 0)];
    if (headings === undefined || (known === -1 && fallback)) {
      await chunks.return(undefined);
      continue;
    }
    const found = {
      name: sheet.name,
      headings: textsOf(headings),
      headingRow: headings.number,
      merged: sheet.merged,
      rows: following(top.slice(Math.max(known, 0) + 1), chunks),
    };
    if (known !== -1) return found;
    fallback = found;
  }
  if (!fallback) throw new Unreadable("no-rows", { sheet: null });
  return fallback;
}

async function* following(first: readonly SheetRow[], chunks: AsyncGenerator<SheetRow[]>): AsyncGenerator<SheetRow> {
  yield* first;
  for await (const chunk of chunks) yield* chunk;
}

/** What each column of the file is to FlussIO: nothing but cells to give back, or something it reads. */
const columnsOf = (headings: readonly string[], own: readonly number[]): SourceColumn[] =>
  headings.flatMap((heading, index) =>
    heading === "" || isErrorHeading(heading)
      ? []
      : [{ heading: heading.slice(0, 200), field: own.includes(index) ? null : (columnNamed(heading) ?? null) }],
  );

const textsOf = ({ cells }: SheetRow) => Array.from(cells, headingOf);

const headingOf = (cell: Cell | undefined) =>
  cell === undefined || cell.kind === "error" || cell.kind === "formula" ? "" : textOf(cell).trim();
