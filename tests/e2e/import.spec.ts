import type { Page } from "@playwright/test";
import ExcelJS from "exceljs";
import { account } from "@/bin/demo/accounts";
import { fiscalCodeOf } from "@/tests/support/people";
import { expect, expectNoAxeViolations, screenshot, signIn, test } from "./fixtures";

const tributi = account("tributi");
const csvBody = "Gentile cittadina, gentile cittadino, il pagamento si può fare anche online: è già attivo da oggi.";
const problems = (page: Page) => page.getByRole("region", { name: "Problemi del file" });
const importNow = (page: Page) => page.getByRole("button", { name: "Importa", exact: true }).click();

test.beforeEach(async ({ page }) => {
  await signIn(page, tributi);
  await page.goto("/flussi/nuovo");
  await page.getByLabel("Servizio*").selectOption({ label: "Tributi comunali" });
  await page.getByRole("button", { name: "Aggiungi" }).click();
  await page.getByRole("link", { name: "Importa da File Excel" }).click();
});

test("names every wrong cell of the sample with errors, stores nothing, then only the valid rows", async ({ page }) => {
  await page.getByLabel(/Scegli il file Excel/).setInputFiles("public/esempio-con-errori.xlsx");
  await importNow(page);
  const title = page.getByText(/^\d+ righe da correggere su \d+: non è stato importato nulla$/);
  await expect(title).toBeVisible();
  const [bad, all] = (await title.innerText()).match(/\d+/g)!.map(Number) as [number, number];
  const cells = problems(page).locator("tbody td:nth-child(2)");
  const rows = new Set((await cells.allInnerTexts()).map((cell) => Number(cell.replace(/\D+/, ""))));
  expect(rows.size).toBe(bad);
  await expect(
    problems(page).getByRole("row", { name: /A3 .*codice fiscale ha 15 caratteri, ne servono 16/i }),
  ).toBeVisible();
  await expect(problems(page).getByRole("row", { name: /^9 A9 / })).toBeVisible();
  await expect(page.getByText("Colonne non usate: Zona. FlussIO le ignora.")).toBeVisible();
  await expectNoAxeViolations(page);

  await screenshot(page, "importa-errori");
  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: "Scarica il tuo file con la colonna Errore" }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^esempio-con-errori con errori-\d{4}-\d\d-\d\d\.xlsx$/);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(await download.path());
  const texts = errorTexts(workbook);
  expect(texts.filter((text) => text !== "")).toHaveLength(bad);
  expect(texts[1]).toMatch(/^Il codice fiscale ha 15 caratteri, ne servono 16\./);

  await page.getByRole("button", { name: "Importa solo le righe valide" }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /^Importa \d+ rig/ })
    .click();
  await expect(page.getByText(new RegExp(`^Importat[ae] ${all - bad} rig(a|he)$`))).toBeVisible();
  await expect(problems(page).getByRole("row", { name: /^9 A9 / })).toBeVisible();
  await expectNoAxeViolations(page);
  await page.getByRole("link", { name: "Vai al flusso" }).click();
  await expect(page.getByRole("region", { name: "Esiti" })).toContainText(`${all - bad} da inviare`);
});

/** What the column Errore says under its heading, row by row. */
function errorTexts(workbook: ExcelJS.Workbook): string[] {
  const sheet = workbook.worksheets[0]!;
  const headings = sheet.getRow(1).values as unknown[]; // safe: rows are read as lists
  const column = sheet.getColumn(headings.indexOf("Errore"));
  return column.values.slice(2).map((value) => String(value ?? ""));
}

for (const [name, buffer] of Object.entries(csvFiles()))
  test(`takes a .csv ${name}`, async ({ page }) => {
    await page.getByLabel(/Scegli il file Excel/).setInputFiles({ name: "elenco.csv", mimeType: "text/csv", buffer });
    await importNow(page);
    await expect(page.getByText("Importate 2 righe")).toBeVisible();
    await expect(page.getByText("Colonne non usate: Città. FlussIO le ignora.")).toBeVisible();
  });

/** The same two rows as an Italian Excel saves them and as other programs do. */
function csvFiles() {
  const rows = [1, 2].map((n) => [
    fiscalCodeOf(9_000 + n),
    `Avviso numero ${n}`,
    csvBody,
    "1234,50",
    `30100000000000000${n}`,
    "Forlì",
  ]);
  const text = (mark: string) =>
    [["CF", "Oggetto", "Testo", "Importo €", "Numero avviso", "Città"], ...rows]
      .map((cells) => cells.map((cell) => (cell.includes(mark) ? `"${cell}"` : cell)).join(mark))
      .join("\r\n");
  const windows = Buffer.from(text(";").replace("€", "\x80"), "latin1");
  return { "of an Italian Excel": windows, "in UTF-8 with commas": Buffer.from(`\uFEFF${text(",")}`) };
}

test("takes the correct sample", async ({ page }) => {
  await page.getByLabel(/Scegli il file Excel/).setInputFiles("public/esempio-corretto.xlsx");
  await importNow(page);
  await expect(page.getByText("Importate 25 righe")).toBeVisible();
  await page.getByRole("link", { name: "Vai al flusso" }).click();
  await expect(page.getByText("Visualizzati 1 - 20 di 25")).toBeVisible();

  // The same file once more would double every notification: it may only take the place of itself.
  await page.getByRole("link", { name: "Importa da File Excel" }).click();
  await page.getByLabel(/Scegli il file Excel/).setInputFiles("public/esempio-corretto.xlsx");
  await importNow(page);
  await expect(page.getByText("Questo file è già nel flusso")).toBeVisible();
  await expectNoAxeViolations(page);
  await screenshot(page, "importa-gia-nel-flusso");
  await page.getByRole("button", { name: "Sostituisci le 25 righe" }).click();
  await expect(page.getByText("25 righe di prima sono state tolte dal flusso.")).toBeVisible();
  await page.getByRole("link", { name: "Vai al flusso" }).click();
  await expect(page.getByText("Visualizzati 1 - 20 di 25")).toBeVisible();
});

test("says that a file is not a workbook", async ({ page }) => {
  const notes = { name: "appunti.xlsx", mimeType: "text/plain", buffer: Buffer.from("non è un foglio di calcolo") };
  await page.getByLabel(/Scegli il file Excel/).setInputFiles(notes);
  await importNow(page);
  await expect(page.getByText("Il file non si può leggere: non è stato importato nulla")).toBeVisible();
  await expectNoAxeViolations(page);
});

test("warns of payments that another flow has, with their list", async ({ page }) => {
  const rows = [
    ["CF", "Oggetto", "Testo", "Importo", "Numero avviso"],
    [fiscalCodeOf(91_001), "Avviso ripetuto altrove", csvBody, "10,00", "301000000000091001"],
  ];
  const load = async (mark: string) => {
    const buffer = Buffer.from([...rows, []].map((cells) => cells.join(";")).join("\r\n") + mark);
    await page.getByLabel(/Scegli il file Excel/).setInputFiles({ name: "elenco.csv", mimeType: "text/csv", buffer });
    await importNow(page);
    await expect(page.getByText("Importata 1 riga")).toBeVisible();
  };
  await load("");
  await expect(page.getByText("1 avviso di pagamento è ripetuto")).toHaveCount(0);
  await page.goto("/flussi/nuovo");
  await page.getByLabel("Servizio*").selectOption({ label: "Tributi comunali" });
  await page.getByRole("button", { name: "Aggiungi" }).click();
  await page.getByRole("link", { name: "Importa da File Excel" }).click();
  await load("");
  await expect(page.getByText(/1 in altri flussi degli ultimi 30 giorni/)).toBeVisible();
  await expectNoAxeViolations(page);
  await page.getByRole("link", { name: "Vedi l'elenco" }).click();
  await expect(page.getByText("301000000000091001").first()).toBeVisible();
});
