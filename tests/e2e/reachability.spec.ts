import type { Page } from "@playwright/test";
import ExcelJS from "exceljs";
import { account } from "@/bin/demo/accounts";
import { demoServices } from "@/lib/appio/sandbox/demo-services";
import { demoPopulation, reachOf } from "@/lib/appio/sandbox/profile";
import { serviceOf } from "@/lib/appio/sandbox/services";
import { fiscalCodeOf } from "@/tests/support/people";
import { expect, expectNoAxeViolations, screenshot, signIn, test } from "./fixtures";
import { readyFlow, state } from "./ready-flow";

const tributi = account("tributi");
const { name, serviceId, keys } = demoServices.find((one) => one.name === "Anagrafe e certificati")!;
const service = serviceOf({ name, serviceId, keys });
const reaches = (code: string) => reachOf(code, service, demoPopulation) === "allowed";

const people = (from: number, n: number) => Array.from({ length: n }, (_, i) => fiscalCodeOf(from + i));
const step = (page: Page) => page.getByRole("region", { name: /ricevere|Verifica in corso/ });

test.beforeEach(async ({ page }) => signIn(page, tributi));

test("who can receive is known before the send, and the rest is exported", async ({ page }, info) => {
  test.setTimeout(180_000);
  const codes = people(50_000, 100);
  const can = codes.filter(reaches).length;
  expect(can).toBeGreaterThan(0);
  expect(can).toBeLessThan(codes.length);
  const path = await readyFlow(page, info, { codes });

  await test.step("its cost is told first", async () => {
    await page.getByRole("link", { name: "Invia Flusso" }).click();
    await expect(page.getByRole("heading", { name: "Da inviare: 100 notifiche a 100 persone" })).toBeVisible();
    await page.getByRole("link", { name: "Continua: Chi può ricevere" }).click();
    await expect(step(page)).toContainText("Servono 100 richieste, circa 10 secondi");
    await expect(step(page)).toContainText("La verifica vale 24 ore.");
    await expectNoAxeViolations(page);
    await screenshot(page, "invia-verifica");
  });

  await test.step("it is followed live and ends with the decision", async () => {
    await page.getByRole("button", { name: "Verifica 100 persone" }).click();
    await expect(page.getByRole("heading", { name: "Verifica in corso" })).toBeFocused();
    await expect(step(page)).toContainText("di 100 persone");
    await expect(page.getByRole("progressbar", { name: "Persone verificate" })).toBeVisible();
    await expectNoAxeViolations(page);
    await screenshot(page, "verifica-in-corso");
    await expect(page.getByRole("heading", { level: 2 }).last()).toHaveText(
      `${can} persone possono ricevere, ${100 - can} no. Continuare?`,
      { timeout: 90_000 },
    );
    await expect(step(page)).toContainText(`partono al massimo ${can} notifiche. Le altre ${100 - can} passano`);
    await expect(step(page)).toContainText("Verifica fatta");
    await expectNoAxeViolations(page);
    await screenshot(page, "verifica-fatta");
  });

  await test.step("those who cannot receive are exported", async () => {
    const started = page.waitForEvent("download");
    await page.getByRole("link", { name: "Esporta chi non può ricevere" }).click();
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(await (await started).path());
    const sheet = workbook.worksheets[0]!;
    const headings = Array.from(sheet.getRow(1).values as unknown[], String);
    const column = headings.findIndex((one) => one.startsWith("Codice Fiscale"));
    const exported: string[] = [];
    sheet.eachRow((row, n) => n > 1 && exported.push(row.getCell(column).text));
    expect(exported.sort()).toEqual(codes.filter((code) => !reaches(code)).sort());
  });

  await test.step("the grid of the flow shows and filters it", async () => {
    await page.getByRole("link", { name: "Torna al flusso" }).click();
    await page.getByLabel("Filtra per raggiungibilità").selectOption({ label: "Non può ricevere" });
    await page.getByRole("button", { name: "Filtra" }).click();
    await expect(page.getByText(new RegExp(`^Visualizzati 1 - \\d+ di ${100 - can}$`))).toBeVisible();
    await expectNoAxeViolations(page);
    await screenshot(page, "flusso-verificato");
  });

  await test.step("the send goes to the others, as announced", async () => {
    await page.getByRole("link", { name: "Invia Flusso" }).click();
    await page.getByRole("link", { name: "Chi può ricevere", exact: true }).click();
    await page.getByRole("link", { name: `Continua con ${can} notifiche` }).click();
    await page.getByRole("link", { name: "Vai alla conferma" }).click();
    await expect(page.getByText(`Inviare ${can} notifiche a ${can} persone?`)).toBeVisible();
    await expect(page.getByText(`le altre ${100 - can} passano in stato`)).toBeVisible();
    await screenshot(page, "conferma-verificata");
    await page.getByText("Ho controllato testo, destinatari, importi e scadenze.").click();
    await page.getByRole("button", { name: `Invia ${can} notifiche` }).click();
    await expect(state(page)).toHaveText("Invio incompleto", { timeout: 90_000 });
    await expect(page.getByRole("region", { name: "Esiti" })).toContainText(`${100 - can} non raggiungibili`);
    expect(new URL(page.url()).pathname).toBe(path);
  });
});

test("a check is stopped, and what was found until then counts", async ({ page }, info) => {
  await readyFlow(page, info, { codes: people(51_000, 300) });
  await page.getByRole("link", { name: "Invia Flusso" }).click();
  await page.getByRole("link", { name: "Chi può ricevere", exact: true }).click();
  await page.getByRole("button", { name: "Verifica 300 persone" }).click();
  const bar = page.getByRole("progressbar", { name: "Persone verificate" });
  await expect
    .poll(async () => Number(await bar.getAttribute("aria-valuenow")), { timeout: 60_000 })
    .toBeGreaterThan(0);
  await page.getByRole("button", { name: "Ferma la verifica" }).click();
  await expect(page.locator(":focus")).toContainText(/Verifica fermata: \d+ person[ae] verificat[ae] su/);
  await expect(page.getByRole("heading", { name: /possono ricevere|può ricevere/ })).toBeVisible();
  await expect(step(page)).toContainText("non verificate: FlussIO controlla al momento dell'invio.");
  await expect(page.getByRole("button", { name: "Verifica di nuovo 300 persone" })).toBeVisible();
});
