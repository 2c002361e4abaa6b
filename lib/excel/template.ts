import ExcelJS from "exceljs";
import type { Placeholder } from "@/db/schema/models";
import type { PlaceholderType } from "@/db/states";
import type { Field } from "../notifications/content";
import { columnOfPlaceholder, columns, letterOf } from "./columns";
import { fileLimits } from "./unreadable";

type CellExample = string | number | Date;

export type TemplateWords = {
  sheet: string;
  guideSheet: string;
  /** Shown on each heading. */
  notes: Record<Field, string>;
  /** Row 2, to be deleted; its fiscal code must be refused when it is left there. */
  example: Record<Field, CellExample>;
  placeholderNote: (placeholder: Placeholder) => string;
  placeholderExample: Record<PlaceholderType, CellExample>;
  yes: string;
  no: string;
  wrongYesNo: string;
  /** The guide: a title, or a term with its explanation. */
  guide: readonly (readonly [string] | readonly [string, string])[];
};

const paymentFields: readonly Field[] = ["amount", "noticeNumber", "payableAfterDue"];

/** Texts, so that identifiers keep their zeros and all their digits; days and amounts as people read them. */
const formats: Record<Field, string> = {
  fiscalCode: "@",
  subject: "@",
  body: "@",
  dueDate: "dd/mm/yyyy",
  amount: "#,##0.00",
  noticeNumber: "@",
  payableAfterDue: "@",
};

const placeholderFormats: Record<PlaceholderType, string> = {
  text: "@",
  date: formats.dueDate,
  amount: formats.amount,
  number: "General",
};

type TemplateColumn = {
  heading: string;
  width: number;
  format: string;
  note: string;
  example: CellExample;
  /** Offers yes and no. */
  choice: boolean;
};

/** What the columns depend on: whether the service sends payments; what the text asks of each row, null without a text. */
type TemplateShape = { payments: boolean; placeholders: readonly Placeholder[] | null };

/** The field whose column gives the value of a placeholder; none = a column of its own. */
export const fieldOf = ({ name }: Placeholder): Field | undefined => {
  const column = columnOfPlaceholder(name);
  return columns.map(({ id }) => id).find((id): id is Field => id !== "id" && id === column);
};

/** The columns in their order: those of the placeholders stand after the fiscal code, where subject and body would. */
function columnsOf(words: TemplateWords, { payments, placeholders }: TemplateShape): TemplateColumn[] {
  const asked = new Map((placeholders ?? []).map((placeholder) => [fieldOf(placeholder), placeholder]));
  const known = columns.flatMap(({ id, heading, required, width }): (TemplateColumn & { id: Field })[] => {
    if (id === "id") return [];
    const placeholder = asked.get(id);
    if (placeholders && (id === "subject" || id === "body")) return [];
    if (!payments && paymentFields.includes(id) && !placeholder) return [];
    const mandatory = required || placeholder?.fallback === null;
    return [
      {
        ...{ id, width, format: formats[id], example: words.example[id] },
        note: placeholder ? `${words.placeholderNote(placeholder)} ${words.notes[id]}` : words.notes[id],
        ...{ heading: headingOf(heading, mandatory), choice: id === "payableAfterDue" },
      },
    ];
  });
  const own = (placeholders ?? [])
    .filter((placeholder) => fieldOf(placeholder) === undefined)
    .map((placeholder) => ({
      heading: headingOf(placeholder.name, placeholder.fallback === null),
      width: Math.max(18, placeholder.name.length + 4),
      format: placeholderFormats[placeholder.type],
      note: words.placeholderNote(placeholder),
      example: words.placeholderExample[placeholder.type],
      choice: false,
    }));
  const [first, ...rest] = known;
  return first ? [first, ...own, ...rest] : own;
}

const headingOf = (name: string, required: boolean) => (required ? `${name}*` : name);

/** The workbook to fill: headings of lib/excel/columns.ts and of the placeholders, an example, a guide. */
export async function makeTemplate(words: TemplateWords, shape: TemplateShape) {
  const workbook = new ExcelJS.Workbook();
  workbook.creator = "FlussIO";
  const fields = columnsOf(words, shape);
  const sheet = workbook.addWorksheet(words.sheet, { views: [{ state: "frozen", ySplit: 1 }] });
  sheet.columns = fields.map(({ width, heading, format }) => ({ header: heading, width, style: { numFmt: format } }));
  const headings = sheet.getRow(1);
  headings.font = { bold: true };
  headings.numFmt = "@";
  for (const [index, { note }] of fields.entries()) headings.getCell(index + 1).note = note;
  const example = sheet.addRow(fields.map((field) => field.example));
  example.font = { italic: true, color: { argb: "FF5C6F82" } };
  const choice = fields.findIndex((field) => field.choice);
  if (choice !== -1) offerChoice(sheet, letterOf(choice), words);
  addGuide(workbook, words);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

function offerChoice(sheet: ExcelJS.Worksheet, letter: string, { yes, no, wrongYesNo }: TemplateWords) {
  const rule: ExcelJS.DataValidation = {
    type: "list",
    allowBlank: true,
    formulae: [`"${yes},${no}"`],
    showErrorMessage: true,
    error: wrongYesNo,
  };
  // Of a whole range: exceljs has it, its types do not.
  const { dataValidations } = sheet as unknown as {
    dataValidations: { add(range: string, rule: ExcelJS.DataValidation): void };
  };
  dataValidations.add(`${letter}2:${letter}${fileLimits.rows + 1}`, rule);
}

function addGuide(workbook: ExcelJS.Workbook, { guideSheet, guide }: TemplateWords) {
  const sheet = workbook.addWorksheet(guideSheet);
  sheet.columns = [{ width: 28 }, { width: 100 }];
  for (const line of guide) {
    const row = sheet.addRow([...line]);
    row.getCell(1).font = { bold: true, size: line.length === 1 ? 14 : 11 };
    row.alignment = { wrapText: true, vertical: "top" };
  }
}
