import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { type Cell, textOf } from "@/lib/excel/cell";
import { openSource } from "@/lib/excel/source";
import { workbooks } from "@/tests/support/workbook";

const files = workbooks();
afterAll(() => files.remove());

const shown = (cell: Cell | undefined) =>
  cell && cell.kind !== "error" && cell.kind !== "formula" ? textOf(cell) : "";

/** Row numbers with the texts of their cells. */
async function rowsOf(content: Buffer | string) {
  const source = await openSource(files.bytes(content, "csv"));
  const rows: [number, ...string[]][] = [];
  for await (const some of source.sheets[0]!.rows())
    rows.push(...some.map(({ number, cells }): [number, ...string[]] => [number, ...Array.from(cells, shown)]));
  return rows;
}

const lines = (...all: string[]) => all.join("\r\n");
const plain = [
  [1, "CF", "Oggetto", "Contenuto"],
  [2, "x", "È già", "però"],
];

describe("openCsv", () => {
  it.each([";", ",", "\t"])("finds the mark %j", async (mark) => {
    expect(await rowsOf(`CF${mark}Oggetto${mark}Contenuto\nx${mark}È già${mark}però\n`)).toEqual(plain);
  });

  const text = "CF;Oggetto;Contenuto\r\nx;È già;però\r\n";
  it.each<[string, Buffer]>([
    ["UTF-8", Buffer.from(text)],
    ["UTF-8 with its mark", Buffer.from(`\uFEFF${text}`)],
    ["UTF-16 with its mark", Buffer.from(`\uFEFF${text}`, "utf16le")],
    ["Windows-1252", Buffer.from(text, "latin1")],
  ])("reads %s", async (_, bytes) => {
    expect(await rowsOf(bytes)).toEqual(plain);
  });

  it("prefers the mark that gives headings to the one that is in the texts", async () => {
    const rows = await rowsOf('CF;Oggetto;Contenuto\nx;"a, b, c, d";"e, f, g, h, i"\n');
    expect(rows).toEqual([
      [1, "CF", "Oggetto", "Contenuto"],
      [2, "x", "a, b, c, d", "e, f, g, h, i"],
    ]);
  });

  it("obeys the line with which Excel names the mark", async () => {
    expect(await rowsOf("\uFEFFsep=,\r\nCF,Oggetto,Contenuto\r\nx,È già,però\r\n")).toEqual(plain);
  });

  it("counts a text over several lines as one row, and blank rows too", async () => {
    expect(await rowsOf(lines("CF,Oggetto", "", 'x,"a', 'b ""c"""', "y,d"))).toEqual([
      [1, "CF", "Oggetto"],
      [3, "x", 'a\r\nb "c"'],
      [4, "y", "d"],
    ]);
  });

  it("takes rows of any length, and quotes in the middle of a text", async () => {
    expect(await rowsOf(lines("CF,Oggetto", "x", 'y,via "Roma",z'))).toEqual([
      [1, "CF", "Oggetto"],
      [2, "x"],
      [3, "y", 'via "Roma"', "z"],
    ]);
  });

  it("keeps identifiers as texts, and tells those that a spreadsheet has rounded", async () => {
    const source = await openSource(files.bytes("CF;Numero Avviso\nx;001234567890123456\ny;3,02E+17\n", "csv"));
    const kinds: unknown[] = [];
    for await (const some of source.sheets[0]!.rows()) kinds.push(...some.map(({ cells }) => cells[1]?.kind));
    expect(kinds).toEqual(["text", "text", "number"]);
  });

  it.each<[string, string, object]>([
    [
      "quotes that never close",
      `CF;Oggetto\nx;y\nz;"aperta\n${"riga;riga\n".repeat(200_000)}`,
      { reason: "quotes", values: { row: 3 } },
    ],
    ["bytes that are no text", `CF;Oggetto\n${"x;y\n".repeat(200)}\0`, { reason: "not-a-workbook" }],
    ["a cell larger than any spreadsheet's", `CF;Oggetto\nx;${"y".repeat(200_000)}\n`, { reason: "too-heavy" }],
  ])("refuses %s", async (_, content, refusal) => {
    await expect(rowsOf(content)).rejects.toMatchObject(refusal);
  });

  it("reads any text, or refuses it as unreadable", async () => {
    const pieces = fc.constantFrom(
      '"',
      '""',
      ";",
      ",",
      "\t",
      "\n",
      "\r\n",
      "\r",
      " ",
      "CF",
      "Oggetto",
      "x",
      "=1",
      "\uFEFF",
      "è",
    );
    await fc.assert(
      fc.asyncProperty(fc.array(pieces, { minLength: 1, maxLength: 40 }), async (text) => {
        const outcome = await rowsOf(text.join("")).then(Array.isArray, (error) => error.name === "Unreadable");
        expect(outcome).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it("refuses one line of forty megabytes without holding it", async () => {
    await expect(rowsOf(`CF;Oggetto\n${"y".repeat(40_000_000)}`)).rejects.toMatchObject({ name: "Unreadable" });
  });
});
