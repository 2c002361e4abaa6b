import { indexOf, letterOf } from "./columns";
import { damaged } from "./unreadable";

/** What is wrong with a row: which of its cells (columns from 0), and the words for the column Errore. */
export type Mark = { columns: readonly number[]; text: string };

/** Where the column Errore goes and what it says. */
export type ErrorColumn = {
  headingRow: number;
  column: number;
  /** There is one already, of an earlier answer: what it says gives way. */
  existing: boolean;
  heading: string;
  marks: ReadonlyMap<number, Mark>;
};

type Styling = { markOf(style: number): number } | null;

/** A longer tag is no spreadsheet's. */
const longestTag = 100_000;

/** A sheet has no more columns with a format of their own. */
const mostColumns = 16_384;

/**
 * The XML of a sheet with the column Errore and with the wrong cells marked; all else stays as it was written, in
 * bounded memory. What an earlier column Errore said is left out.
 */
export async function* withErrors(
  xml: AsyncIterable<string>,
  errors: ErrorColumn,
  styling: Styling,
): AsyncGenerator<string> {
  const sheet = new SheetEditor(errors, styling);
  let rest = "";
  for await (const chunk of xml) {
    rest += chunk;
    let edited = "";
    let from = 0;
    for (let piece = pieceAt(rest, from); piece !== null; piece = pieceAt(rest, from)) {
      edited += sheet.edit(piece);
      from += piece.length;
    }
    rest = rest.slice(from);
    if (rest.length > longestTag) throw damaged();
    yield edited;
  }
  yield sheet.edit(rest);
}

/** One tag, comment, section of characters or text between them; null when its end is yet to come. */
function pieceAt(xml: string, from: number): string | null {
  if (from >= xml.length) return null;
  if (xml[from] !== "<") {
    const end = xml.indexOf("<", from);
    return xml.slice(from, end === -1 ? xml.length : end);
  }
  for (const [opening, closing] of wholes) {
    if (!xml.startsWith(opening, from)) continue;
    const end = xml.indexOf(closing, from);
    return end === -1 ? null : xml.slice(from, end + closing.length);
  }
  tag.lastIndex = from;
  return tag.exec(xml)?.[0] ?? null;
}

const wholes = [
  ["<!--", "-->"],
  ["<![CDATA[", "]]>"],
  ["<?", "?>"],
] as const;

/** A value may hold a `>`. */
const tag = /<(?:[^<>"']|"[^"]*"|'[^']*')*>/y;

/** A cell of ours that waits for its place among those of the row. */
type Insertion = { column: number; xml: string; ours: boolean };

class SheetEditor {
  #row = 0;
  #column = -1;
  #inRow = false;
  #skipping = false;
  #insertions: Insertion[] = [];
  #mark: Mark | undefined;
  /** The format of the heading before ours. */
  #headingStyle = "";
  /** The formats of whole columns, counting from 1, and of this row: a cell that is put in takes them. */
  #columnStyles: { min: number; max: number; style: number }[] = [];
  #rowStyle: number | null = null;

  constructor(
    readonly errors: ErrorColumn,
    readonly styling: Styling,
  ) {}

  edit(piece: string): string {
    const [, close = "", prefix = "", name = ""] = /^<(\/?)((?:\w+:)?)(\w+)/.exec(piece) ?? [];
    if (this.#skipping) {
      if (close && name === "c") this.#skipping = false;
      return "";
    }
    if (name === "dimension" && !close) return this.#dimension(piece);
    if (name === "col" && !close) this.#columnStyle(piece);
    if (name === "row") return close ? this.#closeRow() + piece : this.#openRow(piece, prefix);
    if (name === "c" && !close && this.#inRow) return this.#openCell(piece);
    return piece;
  }

  #dimension(piece: string): string {
    return piece.replace(/ref="([A-Z]+\d+)(?::([A-Z]+)(\d+))?"/, (whole, first: string, column = "", row = "") => {
      if (column === "") return whole;
      return `ref="${first}:${letterOf(Math.max(indexOf(column), this.errors.column))}${row}"`;
    });
  }

  #openRow(piece: string, prefix: string): string {
    const { headingRow, column, heading, marks } = this.errors;
    this.#row = Number(attribute(piece, "r") ?? this.#row + 1);
    this.#column = -1;
    this.#insertions = [];
    this.#mark = marks.get(this.#row);
    this.#rowStyle = /^(1|true)$/.test(attribute(piece, "customFormat") ?? "") ? Number(attribute(piece, "s")) : null;
    if (piece.endsWith("/>")) return piece;
    this.#inRow = true;
    const blank = (at: number) => ({
      column: at,
      xml: `<${prefix}c r="${letterOf(at)}${this.#row}"${this.#style(this.#styleOfBlank(at))}/>`,
      ours: false,
    });
    const text = this.#row === headingRow ? heading : this.#mark?.text;
    if (this.#mark) this.#insertions.push(...this.#mark.columns.filter((at) => at !== column).map(blank));
    if (text !== undefined)
      this.#insertions.push({ column, xml: textCell(prefix, `${letterOf(column)}${this.#row}`, text), ours: true });
    this.#insertions.sort((a, b) => a.column - b.column);
    return this.#insertions.length > 0 ? piece.replace(/\sspans="[^"]*"/, "") : piece;
  }

  #openCell(piece: string): string {
    const address = attribute(piece, "r");
    this.#column = address === undefined ? this.#column + 1 : indexOf(address);
    // Where cells do not say their place, one put among them would move those that follow.
    const before = address === undefined ? "" : this.#take((one) => one.column < this.#column);
    if (this.#row === this.errors.headingRow) this.#headingStyle = attribute(piece, "s") ?? this.#headingStyle;
    const own = this.#take((one) => one.column === this.#column && one.ours);
    const { column, existing, headingRow } = this.errors;
    if (own !== "" || (existing && this.#column === column && this.#row > headingRow)) {
      this.#skipping = !piece.endsWith("/>");
      return before + own;
    }
    const wrong = this.#mark?.columns.includes(this.#column) ?? false;
    if (!wrong) return before + piece;
    this.#take((one) => one.column === this.#column);
    return (
      before +
      piece
        .replace(/\ss=(?:"[^"]*"|'[^']*')/, "")
        .replace(/^<[^\s/>]+/, (name) => name + this.#style(Number(attribute(piece, "s") ?? 0)))
    );
  }

  #closeRow(): string {
    this.#inRow = false;
    return this.#take((one) => one.column > this.#column);
  }

  /** The cells whose turn it is, each once. */
  #take(due: (one: Insertion) => boolean): string {
    const taken = this.#insertions.filter(due);
    this.#insertions = this.#insertions.filter((one) => !due(one));
    return taken
      .map(({ xml, ours }) =>
        ours
          ? xml.replace(' s=""', this.#row === this.errors.headingRow ? styleOf(this.#headingStyle) : this.#style(0))
          : xml,
      )
      .join("");
  }

  #columnStyle(piece: string) {
    const [min, max, style] = ["min", "max", "style"].map((name) => Number(attribute(piece, name) ?? 0));
    if (min && max && style && this.#columnStyles.length < mostColumns) this.#columnStyles.push({ min, max, style });
  }

  /** An identifier typed where one was missing must stay a text in a column of texts. */
  #styleOfBlank(column: number): number {
    const ofColumn = this.#columnStyles.find(({ min, max }) => min <= column + 1 && column + 1 <= max);
    return this.#rowStyle ?? ofColumn?.style ?? 0;
  }

  #style(style: number): string {
    return this.styling ? styleOf(this.styling.markOf(style)) : "";
  }
}

const styleOf = (style: number | string) => (style === "" ? "" : ` s="${style}"`);

const attribute = (tag: string, name: string) =>
  new RegExp(`\\s${name}=(?:"([^"]*)"|'([^']*)')`)
    .exec(tag)
    ?.slice(1)
    .find((value) => value !== undefined);

/** A text is written in place, so that nothing makes a formula of it; its format is put in when its place has come. */
const textCell = (prefix: string, address: string, text: string) =>
  `<${prefix}c r="${address}" s="" t="inlineStr"><${prefix}is><${prefix}t xml:space="preserve">${escaped(text)}</${prefix}t></${prefix}is></${prefix}c>`;

/** A cell holds 32,767 characters. */
const escaped = (text: string) =>
  text
    .slice(0, 32_000)
    .replace(/(?![\t\n])[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, "")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;");
