import ExcelJS from "exceljs";
import { fiscalCodeOf } from "@/tests/support/people";

const headings = [
  "Codice Fiscale",
  "Oggetto",
  "Contenuto",
  "Scadenza",
  "Importo",
  "Numero Avviso",
  "Paga dopo la scadenza",
  "Riferimento pratica",
];
const filler =
  "Gentile cittadina, gentile cittadino, ti ricordiamo la scadenza della rata che trovi in questo messaggio. Puoi pagare dall'app, in banca, in posta o in un qualsiasi punto abilitato. ";

/** A workbook of 8 columns, with a body of 500 characters that no other row has; texts are shared, as Excel keeps them. */
export async function writeWorkbook(filename: string, rows: number): Promise<void> {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ filename, useStyles: true, useSharedStrings: true });
  const sheet = workbook.addWorksheet("Notifiche");
  sheet.getColumn(4).numFmt = "dd/mm/yyyy";
  sheet.addRow(headings).commit();
  for (let n = 1; n <= rows; n++) {
    sheet
      .addRow([
        fiscalCodeOf(n),
        `Avviso di pagamento numero ${n}`,
        `Pratica ${n}. ${filler.repeat(3)}`.slice(0, 500),
        new Date(Date.UTC(2027, n % 12, 1 + (n % 28))),
        (100 + (n % 90_000)) / 100,
        `3${String(n).padStart(17, "0")}`,
        n % 2 === 0 ? "Sì" : "No",
        `TARI/2026/${n}`,
      ])
      .commit();
  }
  sheet.commit();
  await workbook.commit();
}
