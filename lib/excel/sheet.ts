import type { Archive } from "./archive";
import { type Book, type Cell, cellOf, type RawCell } from "./cell";
import { indexOf } from "./columns";
import { damaged, Unreadable } from "./unreadable";
import { type Attributes, xmlSteps } from "./xml";

/** A row with something in it: its number as the spreadsheet shows it, its cells by column. */
export type SheetRow = { number: number; cells: readonly (Cell | undefined)[]; hidden: boolean };

/** The last row and column a spreadsheet can have. */
const edge = { row: 1_048_576, column: 16_384 };

/** A spreadsheet holds 32,767 characters in a cell; a hostile file could hold any number, and any number of merges. */
export const longestCell = 100_000;
export const mostMerged = 100_000;

/** Reads a sheet from top to bottom; `merged` fills at the end, where the format keeps it. */
export function openSheet(archive: Archive, part: string, book: Book) {
  const merged: string[] = [];
  return { merged, rows: () => rowsOf(archive, part, book, merged) };
}

async function* rowsOf(archive: Archive, part: string, book: Book, merged: string[]): AsyncGenerator<SheetRow[]> {
  let ready: SheetRow[] = [];
  let row: { number: number; cells: Cell[]; hidden: boolean } | null = null;
  let cell: (RawCell & { column: number }) | null = null;
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

  const steps = xmlSteps(archive.read(part), {
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
        const content = cell && cellOf(cell, book);
        if (row && cell && content) row.cells[cell.column] = content;
        cell = null;
      } else if (name === "row") {
        if (row && row.cells.length > 0) ready.push(row);
        row = null;
      }
    },
  });

  for await (const _ of steps) {
    if (ready.length === 0) continue;
    yield ready;
    ready = [];
  }
}
