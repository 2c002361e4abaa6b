import type { Page } from "@playwright/test";
import ExcelJS from "exceljs";
import { account } from "@/bin/demo/accounts";
import { testFiscalCode } from "@/lib/fiscal-code";
import { fiscalCodeOf } from "@/tests/support/people";
import { expect, expectNoAxeViolations, screenshot, signIn, test } from "./fixtures";
import { readyFlow, state } from "./ready-flow";

const tributi = account("tributi");
const phone = { width: 390, height: 844 };
const desk = { width: 1280, height: 900 };
const step = (page: Page, name: string) =>
  page.getByRole("navigation", { name: "Passi dell'invio" }).getByRole("link", { name, exact: true });

/** The page as it is now, at the desk and on a phone. */
async function seen(page: Page, name: string) {
  await expectNoAxeViolations(page);
  await screenshot(page, name);
  await page.setViewportSize(phone);
  await expectNoAxeViolations(page);
  await screenshot(page, `${name}-390`);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.width);
  await page.setViewportSize(desk);
}

test("a send is guided from the recap to the departure, with every step in between", async ({ page }, info) => {
  test.setTimeout(240_000);
  const codes = [0, 1, 2].map((n) => fiscalCodeOf(71_000 + n));
  await signIn(page, tributi);
  const path = await readyFlow(page, info, { codes });

  await test.step("what leaves", async () => {
    await page.getByRole("link", { name: "Invia Flusso" }).click();
    await expect(page.getByRole("heading", { name: "Da inviare: 3 notifiche a 3 persone" })).toBeVisible();
    await expect(page.getByText("Ricerca dei doppioni in corso…")).toHaveCount(0);
    await expect(page.locator("[aria-current=step]")).toHaveText("Che cosa parte");
    await seen(page, "invia-contenuto");
  });

  await test.step("who can receive", async () => {
    await page.getByRole("link", { name: "Continua: Chi può ricevere" }).click();
    await expect(page.getByRole("heading", { name: "Verificare chi può ricevere?" })).toBeVisible();
    await seen(page, "invia-destinatari");
    await page.getByRole("link", { name: "Continua senza verifica" }).click();
  });

  await test.step("any message, as the phone shows it", async () => {
    const title = page.getByRole("heading", { level: 2 }).first();
    await expect(title).toHaveText("Notifica 1 di 3");
    await expect(page.getByRole("figure")).toContainText("Certificati in linea");
    await expect(page.getByRole("link", { name: codes[0]! })).toBeVisible();
    await seen(page, "invia-anteprima");
    await expect(page.getByRole("link", { name: /Precedente/ })).toHaveCount(0);
    await page.getByRole("link", { name: /Successiva/ }).click();
    await expect(title).toHaveText("Notifica 2 di 3");
    await expect(page.getByRole("link", { name: codes[1]! })).toBeVisible();
    await page.getByRole("link", { name: /Successiva/ }).click();
    await expect(page.getByRole("link", { name: codes[2]! })).toBeVisible();
    await expect(page.getByRole("link", { name: /Successiva/ })).toHaveCount(0);
    await page.getByRole("link", { name: /Precedente/ }).click();
    await expect(page.getByRole("link", { name: codes[1]! })).toBeVisible();
    await page.getByLabel("Vai alla notifica").fill("3");
    await page.getByRole("button", { name: "Mostra" }).click();
    await expect(title).toHaveText("Notifica 3 di 3");
    await expect(page.getByRole("link", { name: codes[2]! })).toBeVisible();
    expect(page.url()).not.toContain(codes[2]!);
  });

  await test.step("a trial reaches the test code of the service", async () => {
    await page.getByRole("link", { name: "Invia questa come prova" }).click();
    await expect(page.getByText("Notifica 3 di 3: Certificati in linea")).toBeVisible();
    await page.getByLabel(testFiscalCode).uncheck();
    await page.getByRole("button", { name: "Invia la prova" }).click();
    await expect(page.getByText("Scegli almeno un codice fiscale di prova.").first()).toBeVisible();
    await seen(page, "invia-prova-errore");
    await page.getByLabel(testFiscalCode).check();
    await page.getByRole("button", { name: "Invia la prova" }).click();
    await expect(page.getByText("Inviata 1 prova su 1.")).toBeVisible();
    const made = page.getByRole("region", { name: "Prove già fatte" });
    await expect(made.getByRole("listitem")).toHaveCount(1);
    await expect(made).toContainText("Inviata il");
    await seen(page, "invia-prova");
    await made.getByRole("link", { name: testFiscalCode }).click();
    await expect(page.getByText("Prova", { exact: true }).first()).toBeVisible();
    await expect(page.getByText("App IO ha preso in carico il messaggio.")).toBeVisible();
    await expectNoAxeViolations(page);
    await screenshot(page, "notifica-prova");
    await page.goto(path);
    await expect(page.getByRole("region", { name: "Esiti" })).toContainText("3 da inviare");
  });

  await test.step("it is confirmed two clicks away from the flow", async () => {
    await page.getByRole("link", { name: "Invia Flusso" }).click();
    await page.getByRole("link", { name: "Vai alla conferma" }).click();
    await expect(page.getByText("Inviare 3 notifiche a 3 persone?")).toBeVisible();
    await seen(page, "invia-conferma");
    await step(page, "Anteprima").click();
    await expect(page.getByRole("heading", { name: "Notifica 1 di 3" })).toBeVisible();
    await step(page, "Conferma").click();
    await page.getByText("Ho controllato testo, destinatari, importi e scadenze.").click();
    await page.getByRole("button", { name: "Invia 3 notifiche" }).click();
    await expect(state(page)).toHaveText(/In invio|Inviato|Invio incompleto/);
    await expect(state(page)).toHaveText(/Inviato|Invio incompleto/, { timeout: 60_000 });
  });

  await test.step("who has received it already is told before the next one", async () => {
    await readyFlow(page, info, { codes: [...codes, fiscalCodeOf(71_009)] });
    await page.getByRole("link", { name: "Invia Flusso" }).click();
    const warning = page.getByText(/person[ae] (ha|hanno) già ricevuto questo oggetto/);
    await expect(warning).toBeVisible();
    await seen(page, "invia-doppioni-avviso");
    await page.getByRole("link", { name: "Vedi l'elenco" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Doppioni");
    await expect(page.locator("tbody tr").first()).toContainText("Certificati in linea");
    await seen(page, "doppioni");
    const started = page.waitForEvent("download");
    await page.getByRole("link", { name: "Esporta Excel" }).click();
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(await (await started).path());
    expect(workbook.worksheets[0]!.rowCount).toBe(1 + (await page.locator("tbody tr").count()));
    await page.getByRole("link", { name: "Continua", exact: true }).click();
    await expect(page.getByRole("heading", { name: "Verificare chi può ricevere?" })).toBeVisible();
  });
});
