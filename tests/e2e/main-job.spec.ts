import type { Page } from "@playwright/test";
import ExcelJS from "exceljs";
import { account } from "@/bin/demo/accounts";
import { demoServices } from "@/lib/appio/sandbox/demo-services";
import { demoPopulation, reachOf } from "@/lib/appio/sandbox/profile";
import { serviceOf } from "@/lib/appio/sandbox/services";
import { fiscalCodeOf } from "@/tests/support/people";
import { askOutcomes, expect, expectNoAxeViolations, screenshot, signIn, test } from "./fixtures";

const tributi = account("tributi");
const { name, serviceId, keys } = demoServices.find((one) => one.name === "Tributi comunali")!;
const service = serviceOf({ name, serviceId, keys });

/** People of lib/appio/sandbox/demo-people.ts: what happens to them is always the same. */
const refused = "SCRLEI92A30Z999Y";
const notOnIo = "SSNFLV47M45Z999Z";
const uncertain = "CNQDAA71C54Z999L";
const reachable = "RGGMRT95B47Z999J";

/** Invented people whom the service reaches. */
const reached = Array.from({ length: 200 }, (_, n) => fiscalCodeOf(7_000 + n))
  .filter((code) => reachOf(code, service, demoPopulation) === "allowed")
  .slice(0, 27);

const text = "Gentile cittadina, gentile cittadino, è disponibile l'avviso della seconda rata della tassa sui rifiuti.";
type Row = (string | number | Date)[];
const rowOf = (code: string, n: number): Row => [
  code,
  "Avviso TARI, seconda rata",
  text,
  new Date(Date.UTC(2030, 11, 31)),
  45.5,
  `3020000000000${10_000 + n}`,
  "sì",
];
const goodRows = [...reached, refused, notOnIo, uncertain].map(rowOf);

/** The template of the flow, filled with these rows. */
async function fill(template: string, rows: readonly Row[], path: string): Promise<string> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(template);
  const sheet = workbook.worksheets[0]!;
  for (const [index, row] of rows.entries()) sheet.getRow(index + 2).values = row;
  await workbook.xlsx.writeFile(path);
  return path;
}

async function download(page: Page, name: string | RegExp): Promise<string> {
  const started = page.waitForEvent("download");
  await page.getByRole("link", { name }).click();
  return (await started).path();
}

async function upload(page: Page, file: string) {
  await page.getByLabel(/Scegli il file Excel/).setInputFiles(file);
  await page.getByRole("button", { name: "Importa", exact: true }).click();
}

const state = (page: Page) => page.locator("dd").getByRole("status");
const outcomes = (page: Page) => page.getByRole("region", { name: "Esiti" });

test("from an Excel file to every citizen's outcome", async ({ page }, info) => {
  test.setTimeout(300_000);
  await signIn(page, tributi);

  await test.step("a new flow", async () => {
    await page.getByRole("link", { name: "Gestione Flussi" }).click();
    await page.getByRole("link", { name: "Nuovo", exact: true }).click();
    await page.getByLabel("Servizio*").selectOption({ label: service.name });
    await page.getByLabel("Note").fill("TARI, seconda rata");
    await page.getByRole("button", { name: "Aggiungi" }).click();
    await expect(state(page)).toHaveText("Inattivo");
  });

  const file = await test.step("a file with errors is named cell by cell, and nothing is stored", async () => {
    await page.getByRole("link", { name: "Importa da File Excel" }).click();
    await expectNoAxeViolations(page);
    const template = await download(page, "Scarica Template");
    const bad = goodRows.map((row) => [...row]);
    bad[0]![0] = "RSSMRA80A01H501";
    bad[3]![1] = "Corto";
    bad[5]![4] = "";
    await upload(page, await fill(template, bad, info.outputPath("con-errori.xlsx")));
    await expect(page.getByText("3 righe da correggere su 30: non è stato importato nulla")).toBeVisible();
    await expect(page.getByText("Correggi 1 codice fiscale.")).toBeVisible();
    const problems = page.getByRole("region", { name: "Problemi del file" });
    for (const cell of ["A2", "B5", "E7"]) await expect(problems.getByRole("cell", { name: cell })).toBeVisible();
    await expectNoAxeViolations(page);

    await page.getByRole("button", { name: "Importa solo le righe valide" }).click();
    const dialog = page.getByRole("dialog", { name: "Importare solo 27 righe su 30?" });
    await expect(dialog.getByRole("button", { name: "Torna agli errori" })).toBeFocused();
    await expectNoAxeViolations(page);
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    await expect(page.getByRole("button", { name: "Importa solo le righe valide" })).toBeFocused();
    return fill(template, goodRows, info.outputPath("corretto.xlsx"));
  });

  await test.step("the corrected file is imported, once", async () => {
    await page.getByRole("link", { name: "Carica il file corretto" }).click();
    await upload(page, file);
    await expect(page.getByText("Importate 30 righe")).toBeVisible();
    await expectNoAxeViolations(page);
    await page.getByRole("link", { name: "Importa un altro file" }).click();
    await expect(page.getByRole("region", { name: "File caricati" }).getByRole("row")).toHaveCount(3);
    await expectNoAxeViolations(page);
    await upload(page, file);
    await expect(page.getByText(/Questo file è già nel flusso/)).toBeVisible();
    await page.getByRole("link", { name: "Torna al flusso" }).click();
    await expect(outcomes(page)).toContainText("30 da inviare");
    await expect(page.getByText("Visualizzati 1 - 20 di 30")).toBeVisible();
    await page.getByRole("link", { name: "Pagina successiva" }).click();
    await expect(page.getByText("Visualizzati 21 - 30 di 30")).toBeVisible();
  });

  await test.step("activate, back to preparation, activate", async () => {
    await page.getByRole("button", { name: "Attiva" }).click();
    await expect(state(page)).toHaveText("Attivo");
    await page.getByRole("button", { name: "Riporta in preparazione" }).click();
    await expect(state(page)).toHaveText("Inattivo");
    await page.getByRole("button", { name: "Attiva" }).click();
    await expect(state(page)).toHaveText("Attivo");
  });

  await test.step("the send is confirmed with its exact number, and followed without reloading", async () => {
    await page.getByRole("link", { name: "Invia Flusso" }).click();
    await page.getByRole("link", { name: "Vai alla conferma" }).click();
    await expect(page.getByText("Inviare 30 notifiche a 30 persone?")).toBeVisible();
    await expect(page.getByText("30, in totale 1.365,00 €")).toBeVisible();
    await page.getByRole("button", { name: "Invia 30 notifiche" }).click();
    await expect(page.getByText("Per inviare, conferma il controllo.").first()).toBeVisible();
    await expectNoAxeViolations(page);
    await page.getByText("Ho controllato testo, destinatari, importi e scadenze.").click();
    await page.getByRole("button", { name: "Invia 30 notifiche" }).click();
    await expect(state(page)).toHaveText("Invio incompleto", { timeout: 60_000 });
    await expect(page.getByRole("region", { name: "Errore" })).toContainText("1 da correggere, 1 con esito incerto");
    // FlussIO asks by itself after a minute; a person need not wait for it.
    await expect(async () => {
      await askOutcomes(page);
      await expect(outcomes(page)).toContainText("27 disponibili nell'app", { timeout: 6_000 });
    }).toPass({ timeout: 90_000 });
    await expect(outcomes(page)).toContainText("1 non raggiungibile");
    await expectNoAxeViolations(page);
    await screenshot(page, "flusso");
  });

  await test.step("the one refused is corrected and sent again", async () => {
    const flow = page.url();
    await outcomes(page).getByRole("link", { name: "1 da correggere" }).click();
    await page.locator("tbody").getByText(refused).dblclick();
    await expect(page).toHaveURL(/\/notifiche\//);
    await expectNoAxeViolations(page);
    await page.getByLabel(/Codice Fiscale Destinatario/).fill(reachable);
    await page.getByRole("button", { name: "Aggiorna" }).click();
    await expect(page.getByText(/salvat/i)).toBeVisible();
    await page.getByRole("button", { name: "Cambia lo Stato" }).click();
    await page.getByRole("dialog", { name: "Risultato Ricerca" }).getByRole("button", { name: "0 Registrato" }).click();
    await page.getByRole("button", { name: "Invia Messaggio" }).click();
    await expect(page.getByText("Inviato", { exact: true }).first()).toBeVisible();
    await page.goto(flow.split("?")[0]!);
    await expect(async () => {
      await askOutcomes(page);
      await expect(outcomes(page)).toContainText("28 disponibili nell'app", { timeout: 6_000 });
    }).toPass({ timeout: 90_000 });
  });

  await test.step("the export tells what happened to everybody", async () => {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(await download(page, "Esporta Excel"));
    const sheet = workbook.worksheets[0]!;
    const headings = Array.from(sheet.getRow(1).values as unknown[], String);
    const column = (heading: string) => headings.findIndex((one) => one.startsWith(heading));
    expect(sheet.rowCount).toBe(31);
    const states = new Map<string, string>();
    sheet.eachRow((row, n) => {
      if (n > 1) states.set(row.getCell(column("Codice Fiscale")).text, row.getCell(column("Stato")).text);
    });
    expect(new Set(states.keys())).toEqual(new Set([...reached, reachable, notOnIo, uncertain]));
    for (const code of [...reached, reachable]) expect(states.get(code)).toBe("Inviato");
    expect(states.get(notOnIo)).toBe("Utente non abilitato alla ricezione");
    expect(states.get(uncertain)).toMatch(/^Errore/);
  });
});
