import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import JSZip from "jszip";
import { afterAll, describe, expect, it } from "vitest";
import { readImport } from "@/lib/excel/read";
import { openSource } from "@/lib/excel/source";
import { headings, workbooks } from "@/tests/support/workbook";

const files = workbooks();
afterAll(() => files.remove());

const reasonOf = async (file: string) =>
  openSource(file).then(
    (source) => {
      source.close();
      return "opened";
    },
    (error) => error.reason,
  );

const zip = async (parts: Record<string, string | Buffer>) => {
  const archive = new JSZip();
  for (const [part, content] of Object.entries(parts)) archive.file(part, content);
  return files.bytes(await archive.generateAsync({ type: "nodebuffer", compression: "DEFLATE" }));
};

const types = { "[Content_Types].xml": "<Types/>" };
const ole = (stream: string) =>
  Buffer.concat([
    Buffer.from("D0CF11E0A1B11AE1", "hex"),
    randomBytes(70_000).fill(1),
    Buffer.from(stream, "utf16le"),
    Buffer.alloc(500),
  ]);

describe("openSource", () => {
  it.each<[string, () => string | Promise<string>, string]>([
    ["an empty file", () => files.bytes(""), "empty-file"],
    ["a picture renamed", () => files.bytes(Buffer.from("89504E470D0A1A0A0000000D49484452", "hex")), "not-a-workbook"],
    ["a text in columns", () => files.bytes("CF;Oggetto;Contenuto\nx;y;z\n"), "opened"],
    ["a letter", () => files.bytes("Gentile signora\nla aspettiamo\n"), "not-a-workbook"],
    ["a letter of a word processor", () => files.bytes("{\\rtf1 Gentile signora; la aspettiamo}"), "not-a-workbook"],
    ["a printed page", () => files.bytes("%PDF-1.7\n1,2,3\n"), "not-a-workbook"],
    [
      "a letter in OpenDocument",
      () => zip({ mimetype: "application/vnd.oasis.opendocument.text", "content.xml": "<x/>" }),
      "not-a-workbook",
    ],
    [
      "an .ods with a password",
      () =>
        zip({
          mimetype: "application/vnd.oasis.opendocument.spreadsheet",
          "META-INF/manifest.xml": "<m:manifest><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>",
          "content.xml": Buffer.from([1, 2, 3]),
        }),
      "encrypted",
    ],
    ["a page that a program calls a sheet", () => files.bytes("<html><table></table></html>"), "not-a-workbook"],
    ["an .xls", () => files.bytes(ole("Workbook")), "old-excel"],
    ["a workbook with a password", () => files.bytes(ole("EncryptedPackage")), "encrypted"],
    ["a zip of anything", () => zip({ "leggimi.txt": "ciao" }), "not-a-workbook"],
    [
      "an .ods",
      () => zip({ mimetype: "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<o:spreadsheet/>" }),
      "opened",
    ],
    ["an .xlsb", () => zip({ ...types, "xl/workbook.bin": "x" }), "other-format"],
    ["macros", () => zip({ ...types, "xl/workbook.xml": "<workbook/>", "xl/vbaProject.bin": "x" }), "macros"],
    [
      "thousands of parts",
      () => zip(Object.fromEntries(Array.from({ length: 2_001 }, (_, n) => [`p${n}`, ""]))),
      "too-heavy",
    ],
    [
      "a bomb in the shared texts",
      () => zip({ ...types, "xl/workbook.xml": "<workbook/>", "xl/sharedStrings.xml": Buffer.alloc(120_000_000, "a") }),
      "too-heavy",
    ],
    [
      "a bomb in a sheet",
      () =>
        zip({ ...types, "xl/workbook.xml": "<workbook/>", "xl/worksheets/sheet1.xml": Buffer.alloc(30_000_000, "a") }),
      "too-heavy",
    ],
  ])("tells %s apart", async (_, make, reason) => {
    expect(await reasonOf(await make())).toBe(reason);
  });

  it("refuses a workbook cut short at any place", async () => {
    const whole = readFileSync(await files.of([headings]));
    for (const part of [0.1, 0.5, 0.9, 0.99]) {
      expect(await reasonOf(files.bytes(whole.subarray(0, Math.floor(whole.length * part))))).toBe("damaged");
    }
  });
});

describe("reading what the archive holds", () => {
  const service = { maxPaymentAmount: 0, testing: false, testFiscalCodes: [] };
  const outcome = async (file: string) => {
    try {
      for await (const _ of readImport(file, service));
      return "read";
    } catch (error) {
      return (error as { reason?: string }).reason ?? error;
    }
  };
  const withSheet = async (rewrite: (text: string) => string) =>
    files.rewritten(await files.of([headings, ["x", "y", "z"]]), (part, text) =>
      part === "xl/worksheets/sheet1.xml" ? rewrite(text) : text,
    );

  it.each<[string, (text: string) => string]>([
    ["markup that does not close", (text) => text.slice(0, -30)],
    ["no markup", () => "ciao"],
    [
      "entities that grow",
      (text) =>
        text
          .replace(/^<\?xml.*?\?>/, '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>')
          .replace("<v>", "<v>&b;"),
    ],
    [
      "entities of other files",
      (text) =>
        text
          .replace(/^<\?xml.*?\?>/, '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>')
          .replace("<v>", "<v>&a;"),
    ],
    ["rows beyond the last", (text) => text.replace('<row r="2"', '<row r="1048577"')],
    ["columns beyond the last", (text) => text.replace('r="B2"', 'r="ZZZZ2"')],
    ["cells without a column", (text) => text.replace('r="B2"', 'r="2"')],
  ])("refuses a sheet with %s", async (_, rewrite) => {
    expect(await outcome(await withSheet(rewrite))).toBe("damaged");
  });

  it.each<[string, (text: string) => string]>([
    ["one text", (text) => text.replace(/<v>0<\/v>/, `<v>${"x".repeat(3_000_000)}</v>`)],
    [
      "many runs",
      (text) =>
        text.replace(
          /<c r="A2".*?<\/c>/,
          `<c r="A2" t="inlineStr"><is>${`<r><t>${"x".repeat(1_000)}</t></r>`.repeat(200)}</is></c>`,
        ),
    ],
  ])("refuses a cell larger than any spreadsheet's, in %s", async (_, rewrite) => {
    expect(await outcome(await withSheet(rewrite))).toBe("too-heavy");
  });

  it("refuses bytes that are no text", async () => {
    const archive = await JSZip.loadAsync(readFileSync(await files.of([headings])));
    archive.file("xl/worksheets/sheet1.xml", Buffer.from([0x3c, 0x61, 0xff, 0xfe, 0x3e]));
    expect(await outcome(files.bytes(await archive.generateAsync({ type: "nodebuffer" })))).toBe("damaged");
  });

  it("refuses a part that unpacks to more than it declares", async () => {
    const archive = await JSZip.loadAsync(readFileSync(await files.of([headings])));
    archive.file("xl/worksheets/sheet1.xml", `<worksheet>${" ".repeat(5_000_000)}</worksheet>`);
    const bytes = await archive.generateAsync({ type: "nodebuffer", compression: "DEFLATE" });
    const size = Buffer.alloc(4);
    size.writeUInt32LE(5_000_023);
    const lie = Buffer.alloc(4);
    lie.writeUInt32LE(1_000);
    for (let at = bytes.indexOf(size); at !== -1; at = bytes.indexOf(size, at + 4)) lie.copy(bytes, at);
    expect(await outcome(files.bytes(bytes))).toBe("damaged");
  });

  it("does not unfold a merge of the whole sheet", async () => {
    const file = await withSheet((text) =>
      text.replace("</sheetData>", '</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
    );
    expect(await outcome(file)).toBe("read");
  });

  it("passes over a million empty rows", async () => {
    const file = await withSheet((text) => text.replace("</sheetData>", `${"<row/>".repeat(1_000_000)}</sheetData>`));
    expect(await outcome(file)).toBe("read");
  });
});
