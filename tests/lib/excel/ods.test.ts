import JSZip from "jszip";
import { afterAll, describe, expect, it } from "vitest";
import { openSource } from "@/lib/excel/source";
import { workbooks } from "@/tests/support/workbook";

const files = workbooks();
afterAll(() => files.remove());

const cell = (text: string, attributes = "") =>
  `<table:table-cell office:value-type="string" ${attributes}><text:p>${text}</text:p></table:table-cell>`;

async function ods(rows: string, { styles = "", more = "" } = {}) {
  const zip = new JSZip();
  zip.file("mimetype", "application/vnd.oasis.opendocument.spreadsheet");
  zip.file(
    "content.xml",
    `<office:document-content><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:spreadsheet>
      <table:table table:name="Foglio1">${rows}</table:table>${more}</office:spreadsheet></office:body></office:document-content>`,
  );
  return files.bytes(await zip.generateAsync({ type: "nodebuffer", compression: "DEFLATE" }), "ods");
}

async function read(file: string) {
  const source = await openSource(file);
  const sheet = source.sheets[0]!;
  const rows = [];
  for await (const some of sheet.rows()) rows.push(...some);
  source.close();
  return { names: source.sheets.map(({ name }) => name), rows, merged: sheet.merged };
}

describe("openOds", () => {
  it("reads each kind of value", async () => {
    const { rows } = await read(
      await ods(`<table:table-row>
        <table:table-cell office:value-type="float" office:value="12.5"><text:p>12,50</text:p></table:table-cell>
        <table:table-cell office:value-type="currency" office:value="7"><text:p>7,00 €</text:p></table:table-cell>
        <table:table-cell office:value-type="date" office:date-value="2031-12-31T23:59:00"><text:p>31/12/31</text:p></table:table-cell>
        <table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>VERO</text:p></table:table-cell>
        <table:table-cell table:formula="of:=1/0" office:value-type="string" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>
        <table:table-cell table:formula="of:=A1"/>
        ${cell("uno<text:line-break/>due<text:s text:c='3'/>tre<text:tab/>q</text:p> <text:p>fine")}
        </table:table-row>`),
    );
    expect(rows[0]?.cells).toEqual([
      { kind: "number", number: 12.5, date1904: false },
      { kind: "number", number: 7, date1904: false },
      { kind: "date", day: "2031-12-31" },
      { kind: "boolean", boolean: true },
      { kind: "error", error: "#DIV/0!" },
      { kind: "formula" },
      { kind: "text", text: "uno\ndue   tre\tq\nfine" },
    ]);
  });

  it("repeats rows and cells, leaves notes out, and passes over millions of blank ones", async () => {
    const { rows } = await read(
      await ods(`<table:table-row table:number-rows-repeated="2">
          <table:table-cell table:number-columns-repeated="3"/>${cell("x", 'table:number-columns-repeated="2"')}</table:table-row>
        <table:table-row table:number-rows-repeated="10000000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
        <table:table-row table:visibility="collapse">${cell("y</text:p><office:annotation><text:p>nota</text:p></office:annotation><text:p>z")}</table:table-row>`),
    );
    expect(rows.map(({ number, hidden, cells }) => [number, hidden, Object.keys(cells).join()])).toEqual([
      [1, false, "3,4"],
      [2, false, "3,4"],
      [10_000_003, true, "0"],
    ]);
    expect(rows[2]?.cells).toEqual([{ kind: "text", text: "y\nz" }]);
  });

  it("names merged cells, and leaves hidden sheets out", async () => {
    const { names, merged } = await read(
      await ods(
        `<table:table-row>${cell("a")}${cell("b", 'table:number-columns-spanned="2" table:number-rows-spanned="3"')}<table:covered-table-cell/></table:table-row>`,
        {
          styles: '<style:style style:name="t2"><style:table-properties table:display="false"/></style:style>',
          more: '<table:table table:name="Nascosto" table:style-name="t2"/><table:table table:name="Altro"/>',
        },
      ),
    );
    expect(merged).toEqual(["B1:C3"]);
    expect(names).toEqual(["Foglio1", "Altro"]);
  });

  it("refuses a text larger than any spreadsheet's", async () => {
    const file = await ods(`<table:table-row>${cell("<text:s text:c='99999999'/>x".repeat(3))}</table:table-row>`);
    await expect(read(file)).rejects.toMatchObject({ reason: "too-heavy" });
  });
});
