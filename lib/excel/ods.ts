import type { Archive } from "./archive";
import type { Cell } from "./cell";
import { letterOf } from "./columns";
import { mostMerged, type SheetRow } from "./sheet";
import type { SourceSheet } from "./source";
import { longestCell, Unreadable } from "./unreadable";
import { type Attributes, readXml, xmlSteps } from "./xml";

/** The columns a spreadsheet can have: a repetition beyond them is of blank cells, or hostile. */
const lastColumn = 16_384;

/** Rows that one repetition gives at a time. */
const batch = 500;

/** The visible sheets of an OpenDocument workbook (ODF 1.3, part 3: chapter 9). Throws Unreadable. */
export async function openOds(archive: Archive): Promise<SourceSheet[]> {
  await mustBePlain(archive);
  const hiddenStyles = new Set<string>();
  const sheets: SourceSheet[] = [];
  let style = "";
  let tables = 0;
  let spreadsheet = false;
  await readXml(archive.read("content.xml"), {
    open(name, attributes) {
      if (name === "spreadsheet") spreadsheet = true;
      else if (name === "style") style = attributes["style:name"] ?? "";
      else if (name === "table-properties" && attributes["table:display"] === "false") hiddenStyles.add(style);
      else if (name === "table" && "table:name" in attributes) {
        const place = tables++;
        if (hiddenStyles.has(attributes["table:style-name"] ?? "")) return;
        const merged: string[] = [];
        const title = attributes["table:name"]?.slice(0, 100) ?? "";
        sheets.push({ name: title, merged, rows: () => rowsOf(archive, place, merged) });
      }
    },
  });
  // A letter or a drawing in OpenDocument has the same parts.
  if (!spreadsheet) throw new Unreadable("not-a-workbook", {});
  return sheets;
}

async function mustBePlain(archive: Archive): Promise<void> {
  let sealed = false;
  await readXml(archive.read("meta-inf/manifest.xml"), {
    open(name) {
      sealed ||= name === "encryption-data";
    },
  });
  if (sealed) throw new Unreadable("encrypted", {});
}

/** `writing`: a paragraph of it is open. */
type OpenCell = { attributes: Attributes; text: string; paragraphs: number; writing: boolean };
type OpenRow = { cells: Cell[]; column: number; repeated: number; hidden: boolean };

/** What a cell may carry beside its own text: a note, a picture with a caption. */
const asides = new Set(["annotation", "frame", "custom-shape", "shapes"]);

async function* rowsOf(archive: Archive, wanted: number, merged: string[]): AsyncGenerator<SheetRow[]> {
  let table = -1;
  let inside = false;
  let number = 0;
  let row: OpenRow | null = null;
  let cell: OpenCell | null = null;
  let aside = 0;
  let ready: { row: OpenRow; number: number }[] = [];

  const repetitions = (attributes: Attributes, name: string) => Math.max(1, Number(attributes[name]) || 1);

  function closeCell({ attributes, text }: OpenCell, into: OpenRow) {
    const times = repetitions(attributes, "table:number-columns-repeated");
    const across = repetitions(attributes, "table:number-columns-spanned");
    const down = repetitions(attributes, "table:number-rows-spanned");
    if ((across > 1 || down > 1) && merged.length < mostMerged)
      merged.push(`${letterOf(into.column)}${number + 1}:${letterOf(into.column + across - 1)}${number + down}`);
    const content = cellOf(attributes, text);
    if (content) for (let n = 0; n < times && into.column + n < lastColumn; n++) into.cells[into.column + n] = content;
    into.column += times;
  }

  const steps = xmlSteps(archive.read("content.xml", { followed: true }), {
    open(name, attributes) {
      if (name === "table" && "table:name" in attributes) inside = ++table === wanted;
      if (!inside) return;
      if (asides.has(name)) aside += 1;
      else if (aside > 0) return;
      else if (name === "table-row")
        row = {
          cells: [],
          column: 0,
          repeated: repetitions(attributes, "table:number-rows-repeated"),
          hidden: ["collapse", "filter"].includes(attributes["table:visibility"] ?? ""),
        };
      else if (name === "table-cell" || name === "covered-table-cell")
        cell = { attributes, text: "", paragraphs: 0, writing: false };
      else if (cell) add(cell, name, attributes);
    },
    text(piece) {
      if (inside && cell?.writing && aside === 0) write(cell, piece);
    },
    close(name) {
      if (!inside) return;
      if (asides.has(name)) aside -= 1;
      else if (aside > 0) return;
      else if (name === "p" && cell) cell.writing = false;
      else if ((name === "table-cell" || name === "covered-table-cell") && cell && row) {
        closeCell(cell, row);
        cell = null;
      } else if (name === "table-row" && row) {
        if (row.cells.length > 0) ready.push({ row, number: number + 1 });
        number += row.repeated;
        row = null;
      } else if (name === "table") inside = false;
    },
  });

  for await (const _ of steps) {
    for (const one of ready) yield* repeatedRows(one.row, one.number);
    ready = [];
    if (table > wanted) return;
  }
}

function* repeatedRows({ cells, hidden, repeated }: OpenRow, first: number): Generator<SheetRow[]> {
  for (let done = 0; done < repeated; done += batch)
    yield Array.from({ length: Math.min(batch, repeated - done) }, (_, n) => ({
      number: first + done + n,
      cells,
      hidden,
    }));
}

/** Blanks and line ends of a text are elements. */
function add(cell: OpenCell, name: string, attributes: Attributes) {
  if (name === "p") {
    if (cell.paragraphs++ > 0) write(cell, "\n");
    cell.writing = true;
  } else if (name === "s") write(cell, " ".repeat(Math.min(Number(attributes["text:c"] ?? 1) || 1, longestCell)));
  else if (name === "tab") write(cell, "\t");
  else if (name === "line-break") write(cell, "\n");
}

function write(cell: OpenCell, text: string) {
  cell.text += text;
  if (cell.text.length > longestCell) throw new Unreadable("too-heavy", {});
}

/** The content of a cell, by the value that its program computed; undefined when it is blank. */
function cellOf(attributes: Attributes, text: string): Cell | undefined {
  const type = attributes["office:value-type"];
  if (attributes["calcext:value-type"] === "error") return { kind: "error", error: text.slice(0, 20) };
  switch (type) {
    case "float":
    case "currency":
    case "percentage": {
      const number = Number(attributes["office:value"]);
      return Number.isFinite(number) ? { kind: "number", number, date1904: false } : textCell(text);
    }
    case "date":
      return { kind: "date", day: attributes["office:date-value"]?.slice(0, 10) ?? "" };
    case "boolean":
      return { kind: "boolean", boolean: attributes["office:boolean-value"] === "true" };
    case undefined:
      return "table:formula" in attributes ? { kind: "formula" } : textCell(text);
    default:
      return textCell(attributes["office:string-value"] ?? text);
  }
}

const textCell = (text: string): Cell | undefined => (text.trim() === "" ? undefined : { kind: "text", text });
