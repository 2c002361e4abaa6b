import ExcelJS from "exceljs";
import type { Field } from "../notifications/content";
import { columns, letterOf } from "./columns";
import { fileLimits } from "./unreadable";

export type TemplateWords = {
  sheet: string;
  guideSheet: string;
  /** Shown on each heading. */
  notes: Record<Field, string>;
  /** Row 2, to be deleted; its fiscal code must be refused when it is left there. */
  example: Record<Field, string | number | Date>;
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

/** The workbook to fill: headings of lib/excel/columns.ts, an example, a guide. Without `payments`, no columns for them. */
export async function makeTemplate(words: TemplateWords, { payments }: { payments: boolean }) {
  const workbook = new ExcelJS.Workbook();
  workbook.creator = "FlussIO";
  const fields = columns.flatMap(({ id, heading, required, width }) =>
    id === "id" || (!payments && paymentFields.includes(id))
      ? []
      : [{ id, width, heading: required ? `${heading}*` : heading }],
  );
  const sheet = workbook.addWorksheet(words.sheet, { views: [{ state: "frozen", ySplit: 1 }] });
  sheet.columns = fields.map(({ id, width, heading }) => ({ header: heading, width, style: { numFmt: formats[id] } }));
  const headings = sheet.getRow(1);
  headings.font = { bold: true };
  headings.numFmt = "@";
  for (const [index, { id }] of fields.entries()) headings.getCell(index + 1).note = words.notes[id];
  const example = sheet.addRow(fields.map(({ id }) => words.example[id]));
  example.font = { italic: true, color: { argb: "FF5C6F82" } };
  const choice = fields.findIndex(({ id }) => id === "payableAfterDue");
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
