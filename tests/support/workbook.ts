import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ExcelJS from "exceljs";

export const headings = [
  "Codice Fiscale",
  "Oggetto",
  "Contenuto",
  "Scadenza",
  "Importo",
  "Numero Avviso",
  "Paga dopo la scadenza",
];

/** A directory for the workbooks of one test file; call `remove` in afterAll. */
export function workbooks() {
  const directory = mkdtempSync(join(tmpdir(), "flussio-workbooks-"));
  let count = 0;
  const place = (extension = "xlsx") => join(directory, `${++count}.${extension}`);

  return {
    place,
    remove: () => rmSync(directory, { recursive: true }),

    /** One sheet with these rows, the first being row 1. */
    async of(rows: readonly (readonly unknown[])[], fill?: (workbook: ExcelJS.Workbook) => void): Promise<string> {
      const workbook = new ExcelJS.Workbook();
      workbook.addWorksheet("Foglio1").addRows(rows.map((row) => [...row]));
      fill?.(workbook);
      const file = place();
      await workbook.xlsx.writeFile(file);
      return file;
    },

    /** A file with these bytes. */
    bytes(content: Buffer | string, extension = "xlsx"): string {
      const file = place(extension);
      writeFileSync(file, content);
      return file;
    },

    /** The same workbook with some parts rewritten, as another program would write them. */
    async rewritten(file: string, rewrite: (part: string, text: string) => string | null): Promise<string> {
      const { default: JSZip } = await import("jszip");
      const zip = await JSZip.loadAsync(readFileSync(file));
      for (const [part, entry] of Object.entries(zip.files)) {
        if (entry.dir) continue;
        const text = rewrite(part, await entry.async("string"));
        if (text === null) zip.remove(part);
        else zip.file(part, text);
      }
      return this.bytes(await zip.generateAsync({ type: "nodebuffer", compression: "DEFLATE" }));
    },
  };
}

export const sha256 = (file: string) => createHash("sha256").update(readFileSync(file)).digest("hex");
