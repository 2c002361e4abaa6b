import type { Page, TestInfo } from "@playwright/test";
import ExcelJS from "exceljs";
import { accounts } from "@/bin/demo/accounts";
import { fiscalCodeOf } from "@/tests/support/people";
import { expect, expectNoAxeViolations, signIn, test } from "./fixtures";

const tributi = accounts.find((one) => one.username === "tributi")!;
const text =
  "Gentile cittadina, gentile cittadino, da oggi il certificato si chiede dallo sportello in linea del Comune.";

/** A flow of as many notifications, ready to be sent; gives its path. */
async function readyFlow(page: Page, info: TestInfo, { rows, from }: { rows: number; from: number }): Promise<string> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet("Notifiche");
  sheet.addRow(["Codice Fiscale", "Oggetto", "Contenuto"]);
  for (let n = 0; n < rows; n++) sheet.addRow([fiscalCodeOf(from + n), "Certificati in linea", text]);
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

const state = (page: Page) => page.locator("dd").getByRole("status");
const confirm = (page: Page) => page.getByText("Ho controllato testo, destinatari, importi e scadenze.").click();
const panel = (page: Page) => page.getByRole("region", { name: "Avanzamento dell'invio" });

test("is followed live, stopped in the middle and taken up again", async ({ page }, info) => {
  test.setTimeout(240_000);
  await signIn(page, tributi);
  const path = await readyFlow(page, info, { rows: 400, from: 20_000 });

  // Straight from Inattivo.
  await page.getByRole("link", { name: "Invia Flusso" }).click();
  await confirm(page);
  await page.getByRole("button", { name: "Invia 400 notifiche" }).click();
  await expect(state(page)).toHaveText("In invio");
  await expect(panel(page)).toContainText("di 400 notifiche");
  await expect(panel(page)).toContainText("Puoi chiudere questa pagina: l'invio continua.");
  const bar = page.getByRole("progressbar", { name: "Notifiche inviate" });
  await expect
    .poll(async () => Number(await bar.getAttribute("aria-valuenow")), { timeout: 60_000 })
    .toBeGreaterThan(0);
  await expectNoAxeViolations(page);

  await page.getByRole("button", { name: "Interrompi invio" }).click();
  const dialog = page.getByRole("dialog", { name: "Interrompere l'invio?" });
  await expect(dialog).toContainText("restano in stato Registrato");
  await expectNoAxeViolations(page);
  await dialog.getByRole("button", { name: "Interrompi l'invio" }).click();
  await expect(state(page)).toHaveText("Invio incompleto");
  await expect(dialog).toBeHidden();
  await expect(page.locator("body")).not.toBeFocused();
  await expect(page.getByRole("region", { name: "Errore" })).toContainText(
    /Invio interrotto da tributi (alle|all').*Partite: \d+\. Da inviare: \d+/s,
  );

  await page.goto(path);
  await page.getByRole("link", { name: "Riprendi" }).click();
  await confirm(page);
  await page.getByRole("button", { name: /^Invia \d+ notifiche$/ }).click();
  await expect(state(page)).toHaveText("In invio");
  await expect(state(page)).not.toHaveText("In invio", { timeout: 90_000 });
  await expect(panel(page)).toContainText(/Invio finito\. \d+ esiti in arrivo da App IO\./);
});

test("does not leave when the flow was changed after the confirmation was shown", async ({
  page,
  openContext,
}, info) => {
  await signIn(page, tributi);
  const path = await readyFlow(page, info, { rows: 2, from: 30_000 });
  await page.getByRole("link", { name: "Invia Flusso" }).click();

  const other = await (await openContext()).newPage();
  await signIn(other, accounts.find((one) => one.username === "ammin")!);
  await other.goto(path);
  await other.getByLabel("Note").fill("Cambiato da un'altra persona");
  await other.getByRole("button", { name: "Aggiorna" }).click();
  await expect(other.getByText("Modifiche salvate.")).toBeVisible();

  await confirm(page);
  await page.getByRole("button", { name: "Invia 2 notifiche" }).click();
  await expect(page.getByText("Nel frattempo qualcuno ha modificato questi dati")).toBeVisible();
  await expect(page.getByLabel("Ho controllato testo, destinatari, importi e scadenze.")).not.toBeChecked();
  await confirm(page);
  await page.getByRole("button", { name: "Invia 2 notifiche" }).click();
  await expect(state(page)).toHaveText(/In invio|Inviato|Invio incompleto/);
});

test("is prepared and confirmed with the keyboard alone", async ({ page }, info) => {
  await signIn(page, tributi);
  await readyFlow(page, info, { rows: 1, from: 31_000 });
  const reach = async (name: string | RegExp) => {
    const focused = page.locator(":focus");
    for (let n = 0; n < 80; n++) {
      await page.keyboard.press("Tab");
      if ((await focused.count()) > 0 && (await focused.filter({ hasText: name }).count()) > 0) return;
    }
    throw new Error(`The keyboard does not reach ${name}`);
  };
  await reach("Attiva");
  await page.keyboard.press("Enter");
  await expect(state(page)).toHaveText("Attivo");
  await expect(page.locator(":focus")).toHaveText("Attiva");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Invia Flusso");
  await page.getByLabel("Ho controllato testo, destinatari, importi e scadenze.").focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(state(page)).toHaveText(/In invio|Inviato|Invio incompleto/);
});
