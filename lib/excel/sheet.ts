import type { Archive } from "./archive";
import { type Cell, cellOf, type RawCell } from "./cell";
import { indexOf } from "./columns";
import { damaged, longestCell, Unreadable } from "./unreadable";
import type { Workbook } from "./workbook";
import { type Attributes, xmlSteps } from "./xml";

/** A row with something in it: its number as the spreadsheet shows it, its cells by column. */
export type SheetRow = { number: number; cells: readonly (Cell | undefined)[]; hidden: boolean };

/** The last row and column a spreadsheet can have. */
const edge = { row: 1_048_576, column: 16_384 };

/** A hostile file could hold any number of merges. */
export const mostMerged = 100_000;

/** Reads a sheet from top to bottom; `merged` fills at the end, where the format keeps it. */
export function openSheet(archive: Archive, part: string, book: Workbook) {
  const merged: string[] = [];
  return { merged, rows: () => rowsOf(archive, part, book, merged) };
}

type PlacedCell = RawCell & { column: number };
type RawRow = { number: number; cells: PlacedCell[]; hidden: boolean };

async function* rowsOf(archive: Archive, part: string, book: Workbook, merged: string[]): AsyncGenerator<SheetRow[]> {
  let ready: RawRow[] = [];
  let row: RawRow | null = null;
  let cell: PlacedCell | null = null;
  let lastText = -1;
  let lastRow = 0;
  let lastColumn = -1;
  let collecting = false;
  let inPhonetic = false;

  function openRow(attributes: Attributes) {
    // Both places are optional in the format: without them, the next one is meant.
    lastRow = attributes.r === undefined ? lastRow + 1 : Number(attributes.r);
    if (!(lastRow >= 1 && lastRow <= edge.row)) throw damaged();
    lastColumn = -1;
    row = { number: lastRow, cells: [], hidden: /^(1|true)$/.test(attributes.hidden ?? "") };
  }

  function openCell({ r, t = "n", s = "0" }: Attributes) {
    lastColumn = r === undefined ? lastColumn + 1 : indexOf(r);
    if (lastColumn < 0 || lastColumn >= edge.column) throw damaged();
    cell = { column: lastColumn, type: t, style: Number(s), value: "", formula: false };
  }

  const steps = xmlSteps(archive.read(part, { followed: true }), {
    open(name, attributes) {
      if (name === "row") openRow(attributes);
      else if (name === "mergeCell" && attributes.ref && merged.length < mostMerged) merged.push(attributes.ref);
      else if (!row) return;
      else if (name === "c") openCell(attributes);
      else if (!cell) return;
      else if (name === "v") collecting = true;
      else if (name === "t") collecting = !inPhonetic;
      else if (name === "f") cell.formula = true;
      else if (name === "rPh") inPhonetic = true;
    },
    text(piece) {
      if (!collecting || !cell) return;
      cell.value += piece;
      if (cell.value.length > longestCell) throw new Unreadable("too-heavy", {});
    },
    close(name) {
      if (name === "v" || name === "t") collecting = false;
      else if (name === "rPh") inPhonetic = false;
      else if (name === "c") {
        if (row && cell) row.cells.push(cell);
        if (cell?.type === "s" && Number(cell.value) > lastText) lastText = Number(cell.value);
        cell = null;
      } else if (name === "row") {
        if (row && row.cells.length > 0) ready.push(row);
        row = null;
      }
    },
  });

  for await (const _ of steps) {
    if (ready.length === 0) continue;
    await book.sharedStrings.through(lastText);
    yield ready.flatMap((one) => readCells(one, book));
    ready = [];
  }
}

/** The row, or nothing when all of its cells are blank. */
function readCells({ number, hidden, cells: raw }: RawRow, book: Workbook): SheetRow[] {
  const cells: Cell[] = [];
  for (const one of raw) {
    const content = cellOf(one, book);
    if (content) cells[one.column] = content;
  }
  return cells.length > 0 ? [{ number, cells, hidden }] : [];
}
