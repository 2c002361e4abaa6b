import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { type Archive, openArchive } from "./archive";
import { openCsv } from "./csv";
import { openOds } from "./ods";
import { openSheet, type SheetRow } from "./sheet";
import { Unreadable } from "./unreadable";
import { readWorkbook } from "./workbook";

/** A visible sheet. `merged` fills while the rows are read. */
export type SourceSheet = { name: string; rows(): AsyncGenerator<SheetRow[]>; merged: readonly string[] };

/** A file of rows, whatever program wrote it. */
export type Source = {
  sheets: readonly SourceSheet[];
  /** How much of the sheet being read has been read, 0 to 1. */
  part(): number;
  close(): Promise<void>;
};

/** Opens what an operator sends: .xlsx, .ods or .csv, told apart by what is in it. Throws Unreadable. */
export async function openSource(file: string): Promise<Source> {
  if ((await kindOf(file)) === "text") return openCsv(file);
  const archive = await openArchive(file);
  try {
    if (!archive.has("content.xml")) return await openXlsx(archive, file);
    return { sheets: await openOds(archive), part: archive.part, close: async () => archive.close() };
  } catch (error) {
    archive.close();
    throw error;
  }
}

async function openXlsx(archive: Archive, file: string): Promise<Source> {
  const workbook = await readWorkbook(archive, `${file}.texts`);
  return {
    sheets: workbook.sheets.map(({ name, part }) => ({ name, ...openSheet(archive, part, workbook) })),
    part: archive.part,
    close: async () => {
      await workbook.sharedStrings.close();
      archive.close();
    },
  };
}

const signatures = {
  zip: Buffer.from("PK\x03\x04", "latin1"),
  ole: Buffer.from("D0CF11E0A1B11AE1", "hex"),
  utf16: Buffer.from("FFFE", "hex"),
};

/** Tells apart, by their first bytes, what people send. */
async function kindOf(path: string): Promise<"zip" | "text"> {
  const file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(512), 0, 512, 0).finally(() => file.close());
  if (bytesRead === 0) throw new Unreadable("empty-file", {});
  const head = buffer.subarray(0, bytesRead);
  const begins = (signature: Buffer) => head.subarray(0, signature.length).equals(signature);
  if (begins(signatures.zip)) return "zip";
  if (begins(signatures.ole))
    throw (await holds(path, "EncryptedPackage")) ? new Unreadable("encrypted", {}) : new Unreadable("old-excel", {});
  if (begins(signatures.utf16)) return "text";
  // A page that a program calls a sheet, a PDF, a text of a word processor, anything binary.
  if (head.includes(0) || /^\s*(<|%PDF|\{\\rtf)/.test(head.toString("latin1").replace(/^\xEF\xBB\xBF/, "")))
    throw new Unreadable("not-a-workbook", {});
  return "text";
}

/** Whether the old container names a stream so; names are kept in UTF-16. */
async function holds(path: string, name: string): Promise<boolean> {
  const wanted = Buffer.from(name, "utf16le");
  let tail = Buffer.alloc(0);
  for await (const chunk of createReadStream(path)) {
    const seen = Buffer.concat([tail, chunk]);
    if (seen.includes(wanted)) return true;
    tail = seen.subarray(-wanted.length);
  }
  return false;
}
