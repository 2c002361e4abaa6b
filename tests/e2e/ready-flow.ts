import type { Page, TestInfo } from "@playwright/test";
import ExcelJS from "exceljs";
import { fiscalCodeOf } from "@/tests/support/people";
import { expect } from "./fixtures";

const text =
  "Gentile cittadina, gentile cittadino, da oggi il certificato si chiede dallo sportello in linea del Comune.";

type Recipients = { rows: number; from: number } | { codes: readonly string[] };

/** A flow in preparation of "Anagrafe e certificati" with a notification for each recipient; gives its path. */
export async function readyFlow(page: Page, info: TestInfo, recipients: Recipients): Promise<string> {
  const codes =
    "codes" in recipients
      ? recipients.codes
      : Array.from({ length: recipients.rows }, (_, n) => fiscalCodeOf(recipients.from + n));
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet("Notifiche");
  sheet.addRow(["Codice Fiscale", "Oggetto", "Contenuto"]);
  for (const code of codes) sheet.addRow([code, "Certificati in linea", text]);
  const file = info.outputPath("notifiche.xlsx");
  await workbook.xlsx.writeFile(file);

  await page.goto("/flussi/nuovo");
  await page.getByLabel("Servizio*").selectOption({ label: "Anagrafe e certificati" });
  await page.getByRole("button", { name: "Aggiungi" }).click();
  await page.getByRole("link", { name: "Importa da File Excel" }).click();
  await page.getByLabel(/Scegli il file Excel/).setInputFiles(file);
  await page.getByRole("button", { name: "Importa", exact: true }).click();
  await page.getByRole("link", { name: "Vai al flusso" }).click();
  await expect(state(page)).toHaveText("Inattivo");
  return new URL(page.url()).pathname;
}

/** The state of the flow that the page shows. */
export const state = (page: Page) => page.locator("dd").getByRole("status");
