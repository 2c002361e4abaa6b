import { mkdirSync, writeFileSync } from "node:fs";
import ExcelJS from "exceljs";
import JSZip from "jszip";
import { demoPeople } from "../lib/appio/sandbox/demo-people";
import { columns } from "../lib/excel/columns";
import { testFiscalCode } from "../lib/fiscal-code";
import { chance } from "./demo/chance";
import { person } from "./demo/people";

// Makes the two sample workbooks in public/, always the same: npx tsx bin/samples.ts
// Their people are invented and have codes that nobody can have.

type Cells = [fiscalCode: unknown, subject: unknown, body: unknown, ...payment: unknown[]];

const luck = chance(20310531);
const notice = (n: number) => `3020000000000${String(n).padStart(5, "0")}`;
const day = (year: number, month: number, date: number) => new Date(Date.UTC(year, month - 1, date));

const payment = (name: string, part: string) => `Gentile ${name},

è disponibile l'avviso di pagamento della **${part} della TARI 2030**. Puoi pagarlo da questo messaggio, in banca, alle Poste o nei punti convenzionati.

Chi ha già pagato la rata unica non deve fare nulla.`;

const reminder = (name: string) => `Gentile ${name},

dal prossimo mese cambiano i **giorni di raccolta** dei rifiuti nella tua zona:

- carta e cartone: martedì
- plastica e metalli: giovedì
- organico: lunedì e venerdì

Il nuovo calendario è sul sito del Comune.`;

const pays = (n: number, { fiscalCode, name }: { fiscalCode: string; name: string }): Cells => [
  fiscalCode,
  n % 2 === 0 ? "Avviso TARI 2030: prima rata" : "Avviso TARI 2030: seconda rata",
  payment(name, n % 2 === 0 ? "prima rata" : "seconda rata"),
  n % 2 === 0 ? day(2030, 9, 30) : day(2030, 12, 2),
  48 + luck.below(200) + luck.below(100) / 100,
  notice(n),
  n % 3 === 0 ? "no" : "sì",
];

const reads = ({ fiscalCode, name }: { fiscalCode: string; name: string }): Cells => [
  fiscalCode,
  "Nuovi giorni di raccolta dei rifiuti",
  reminder(name),
];

/** Every outcome of the sandbox, then people to whom nothing special happens. */
const correct: Cells[] = [
  ...demoPeople.map((someone, n) => (n % 2 === 0 ? pays(n, someone) : reads(someone))),
  ...Array.from({ length: 15 }, (_, n) => (n % 3 === 2 ? reads(person(luck)) : pays(n + 100, person(luck)))),
];

const someone = () => person(luck).fiscalCode;
const subject = "Avviso TARI 2030: prima rata";
const body = payment("cittadina, gentile cittadino", "prima rata");
const row = (...cells: unknown[]): Cells => [someone(), subject, body, ...cells];
const withCode = (fiscalCode: unknown): Cells => [fiscalCode, subject, body];
/** A valid code with one character changed: places count from 0. */
const spoilt = (place: number, character: string) => {
  const code = someone();
  return code.slice(0, place) + character + code.slice(place + 1);
};

/** Each kind of error, between good rows. */
const faulty: Cells[] = [
  row(day(2030, 9, 30), 120.5, notice(900), "sì"),
  withCode(someone().slice(0, 15)),
  withCode(spoilt(15, "1")),
  withCode(spoilt(8, "F")),
  withCode(spoilt(9, "9")),
  withCode(wrongCheck(someone())),
  withCode("00000010009"),
  withCode(12345678901),
  withCode(testFiscalCode),
  row(),
  [null, subject, body],
  [someone(), null, body],
  [someone(), subject, null],
  [someone(), "TARI 2030", body],
  [someone(), `Avviso di pagamento della prima rata della TARI 2030 ${"per le utenze domestiche ".repeat(3)}`, body],
  [someone(), subject, "È disponibile l'avviso TARI."],
  [someone(), subject, "La TARI si paga in due rate. ".repeat(360)],
  [someone(), "Comunicazione dell\uFFFDUfficio Tributi", body],
  row("31/02/2030"),
  row("fine settembre"),
  row("30/09/0203"),
  row(day(2030, 9, 30), "dodici euro", notice(901)),
  row(day(2030, 9, 30), "1.234", notice(902)),
  row(day(2030, 9, 30), -12, notice(903)),
  row(day(2030, 9, 30), 12.345, notice(904)),
  row(day(2030, 9, 30), "100.000.000,00", notice(905)),
  row(day(2030, 9, 30), "12.500,00", notice(906)),
  row(day(2030, 9, 30), 80),
  row(day(2030, 9, 30), null, notice(907)),
  row(day(2030, 9, 30), 80, notice(908).slice(0, 17)),
  row(day(2030, 9, 30), 80, `IUV${notice(909).slice(3)}`),
  row(day(2030, 9, 30), 80, `4${notice(910).slice(1)}`),
  row(day(2030, 9, 30), 80, Number(notice(911))),
  row(day(2030, 9, 30), 80, notice(912), "forse"),
  row({ formula: "VLOOKUP(A37,Z:Z,1,FALSE)", result: { error: "#N/A" } }),
  row(null, { formula: "10*8" }, notice(913)),
  row(),
];

function wrongCheck(code: string) {
  return code.slice(0, 15) + (code.endsWith("A") ? "B" : "A");
}

async function workbookOf(rows: readonly Cells[], more: readonly [heading: string, values: readonly string[]] | null) {
  const workbook = new ExcelJS.Workbook();
  workbook.creator = "FlussIO";
  workbook.created = workbook.modified = day(2026, 1, 1);
  const sheet = workbook.addWorksheet("Notifiche", { views: [{ state: "frozen", ySplit: 1 }] });
  const known = columns.filter(({ id }) => id !== "id");
  sheet.columns = [
    ...known.map(({ id, heading, width }) => ({
      header: heading,
      width,
      style: { numFmt: id === "dueDate" ? "dd/mm/yyyy" : id === "amount" ? "#,##0.00" : "@" },
    })),
    ...(more ? [{ header: more[0], width: 24 }] : []),
  ];
  sheet.getRow(1).font = { bold: true };
  for (const [index, cells] of rows.entries()) {
    const added = sheet.addRow(cells);
    if (more) added.getCell(known.length + 1).value = more[1][index] ?? null;
  }
  return undated(Buffer.from(await workbook.xlsx.writeBuffer()));
}

/** The same bytes whenever it is made: a zip keeps the time of each part. */
async function undated(workbook: Buffer) {
  const zip = await JSZip.loadAsync(workbook);
  for (const part of Object.values(zip.files)) part.date = day(2026, 1, 1);
  return zip.generateAsync({ type: "nodebuffer", compression: "DEFLATE", compressionOptions: { level: 9 } });
}

mkdirSync("public", { recursive: true });
writeFileSync("public/esempio-corretto.xlsx", await workbookOf(correct, null));
const offices = faulty.map((_, n) => (n % 2 === 0 ? "Centro" : "Frazioni"));
writeFileSync("public/esempio-con-errori.xlsx", await workbookOf(faulty, ["Zona", offices]));
