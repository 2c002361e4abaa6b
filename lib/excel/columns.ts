import type { Placeholder } from "@/db/schema/models";
import type { Field } from "../notifications/content";

/** A column FlussIO knows: the fields of a content, and the identifier that an export puts beside them. */
export type ColumnId = Field | "id";

type Column = { id: ColumnId; heading: string; required: boolean; width: number; synonyms: readonly string[] };

const words = (list: string) => list.split(/\s+/);

/**
 * One definition for template, import and export. Headings are matched by `keyOf`, so synonyms are written as their
 * key: lower case, without accents, blanks and marks. The first name is the manual's own for the screens.
 */
export const columns: readonly Column[] = [
  {
    id: "fiscalCode",
    heading: "Codice Fiscale",
    required: true,
    width: 20,
    synonyms: words(`cf codfiscale codfisc codicefisc cfisc cfiscale cfdest cfdestinatario fiscalcode
      codicefiscaledestinatario codicefiscaledeldestinatario codicefiscalecittadino
      codfiscdestinatario codfiscaledestinatario taxcode codicefiscalecf cfcodicefiscale cfcittadino`),
  },
  {
    id: "subject",
    heading: "Oggetto",
    required: true,
    width: 40,
    synonyms: words(`titolo oggettomessaggio oggettodelmessaggio oggettonotifica oggettodellanotifica subject`),
  },
  {
    id: "body",
    heading: "Contenuto",
    required: true,
    width: 60,
    synonyms: words(`testo messaggio corpo contenutomessaggio contenutodelmessaggio testomessaggio markdown
      testodelmessaggio corpomessaggio corpodelmessaggio contenutonotifica testonotifica body`),
  },
  {
    id: "dueDate",
    heading: "Scadenza",
    required: false,
    width: 13,
    synonyms: words(`datascadenza datadiscadenza datascad scadenzapagamento datascadenzapagamento scadenzaavviso
      duedate entroil datadiscadenzapagamento`),
  },
  {
    id: "amount",
    heading: "Importo",
    required: false,
    width: 13,
    synonyms: words(`somma importoeuro importoineuro importoeur sommaeuro importodapagare amount importoavviso
      importototale totaledapagare eurodapagare sommaimporto importosomma`),
  },
  {
    id: "noticeNumber",
    heading: "Numero Avviso",
    required: false,
    width: 22,
    synonyms: words(`notificapagamento numeroavvisopagamento numerodiavviso navviso nravviso numavviso nav
      codiceavviso codiceavvisopagamento codiceavvisopagopa numeroavvisopagopa avvisopagopa
      avvisopagamento avvisodipagamento numeroavvisodipagamento codiceavvisodipagamento noavviso
      noticenumber notificapagamentonumeroavviso numeroavvisonotificapagamento`),
  },
  {
    id: "payableAfterDue",
    heading: "Paga dopo la scadenza",
    required: false,
    width: 22,
    synonyms: words(`pagadoposcadenza pagabiledopolascadenza pagabiledoposcadenza pagamentodopolascadenza
      pagaredopolascadenza pagamentodoposcadenza pagaoltrelascadenza pagabileoltrelascadenza`),
  },
  { id: "id", heading: "UUID", required: false, width: 38, synonyms: ["uuidnotifica", "idnotifica"] },
];

/** What two headings must share to be the same: letters and digits, whatever their case, accents and marks. */
export const keyOf = (heading: string) =>
  heading
    .normalize("NFKD")
    .replace(/€/g, "euro")
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "");

/** The column of a field, for those who write workbooks. */
export const columnOf = (id: ColumnId): Pick<Column, "heading" | "width"> =>
  columns.find((column) => column.id === id) ?? { heading: id, width: 20 };

const byKey = new Map(
  columns.flatMap((column) => [keyOf(column.heading), ...column.synonyms].map((key) => [key, column])),
);

/** The column that a heading names, if FlussIO knows it. */
export const columnNamed = (heading: string): ColumnId | undefined => byKey.get(keyOf(heading))?.id;

/** The column that FlussIO writes into a workbook it gives back; no reading takes it for one of the operator's. */
export const errorHeading = "Errore";
export const isErrorHeading = (heading: string) => keyOf(heading) === keyOf(errorHeading);

/** Where each known column stands, and each column of a placeholder by its key; indexes count from 0. */
export type Mapping = ReadonlyMap<ColumnId | `{${string}`, number>;

/** The column that brings the value of a placeholder: one that FlussIO knows anyway, or one of its own. */
export function columnOfPlaceholder(name: string): ColumnId | `{${string}` {
  const known = byKey.get(keyOf(name))?.id;
  return known && tellable.has(known) ? known : `{${keyOf(name)}`;
}

/** The fields that a text can tell. */
const tellable: ReadonlySet<ColumnId> = new Set(["fiscalCode", "dueDate", "amount", "noticeNumber"]);

/** With a text of the flow, the rows bring none. */
const ofText: ReadonlySet<ColumnId> = new Set(["subject", "body"]);

export type ColumnProblem =
  /** The text of the flow needs a value that no column brings. */
  | { code: "missing-placeholder"; name: string }
  | { code: "missing"; heading: string }
  | { code: "repeated"; heading: string; letters: string[] }
  /** Merged cells hide the values of all rows but the first. */
  | { code: "merged"; ranges: string[] };

/** What the headings must have for the text of the flow; null where each row brings its own. */
export type Asked = readonly Placeholder[] | null;

/**
 * Reads a row of headings. `unknown`: headings nobody asked for, as written in the file; `own`: the
 * places of the columns that only an export gives back.
 */
export function mapHeadings(
  headings: readonly string[],
  asked: Asked = null,
): { mapping: Mapping; problems: ColumnProblem[]; unknown: string[]; own: number[] } {
  const placeholders = new Map((asked ?? []).map(({ name }) => [columnOfPlaceholder(name), name]));
  const places = new Map<ColumnId | `{${string}`, number[]>();
  const unknown: string[] = [];
  const own: number[] = [];
  for (const [index, heading] of headings.entries()) {
    const key = keyOf(heading);
    const known = byKey.get(key)?.id;
    const found =
      known && !(asked && ofText.has(known)) ? known : placeholders.has(`{${key}`) ? (`{${key}` as const) : null;
    if (found) places.set(found, [...(places.get(found) ?? []), index]);
    if (heading === "" || isErrorHeading(heading)) continue;
    if (!found) unknown.push(heading);
    if (!found || found.startsWith("{")) own.push(index);
  }
  const problems: ColumnProblem[] = [];
  for (const { id, heading, required } of columns) {
    const found = places.get(id) ?? [];
    if (required && !(asked && ofText.has(id)) && found.length === 0) problems.push({ code: "missing", heading });
    if (found.length > 1) problems.push({ code: "repeated", heading, letters: found.map(letterOf) });
  }
  for (const { name, fallback } of asked ?? []) {
    const column = columnOfPlaceholder(name);
    const found = places.get(column) ?? [];
    if (found.length === 0 && fallback === null && column !== "fiscalCode")
      problems.push({ code: "missing-placeholder", name });
    if (found.length > 1 && column.startsWith("{"))
      problems.push({ code: "repeated", heading: name, letters: found.map(letterOf) });
  }
  const mapping = new Map([...places].flatMap(([id, [first]]) => (first === undefined ? [] : [[id, first] as const])));
  return { mapping, problems, unknown, own };
}

/** How many known columns a row names: what tells the headings from a title above them. */
export function knownHeadings(texts: readonly string[], asked: Asked = null): number {
  const placeholders = new Set((asked ?? []).map(({ name }) => keyOf(name)));
  const keys = texts.map(keyOf);
  return new Set(keys.map((key) => byKey.get(key)?.id ?? (placeholders.has(key) ? key : "")).filter((id) => id !== ""))
    .size;
}

/** 0 → A, 26 → AA. */
export function letterOf(index: number): string {
  const rest = Math.floor(index / 26);
  return (rest > 0 ? letterOf(rest - 1) : "") + String.fromCharCode(65 + (index % 26));
}

/** A → 0, AA → 26; the letters of an address such as `AA14`, or -1. */
export function indexOf(address: string): number {
  let index = 0;
  for (let at = 0; at < address.length; at++) {
    const letter = address.charCodeAt(at) - 64;
    if (letter < 1 || letter > 26) break;
    index = index * 26 + letter;
  }
  return index - 1;
}
