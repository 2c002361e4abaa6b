import type { Page } from "@playwright/test";
import { account } from "@/bin/demo/accounts";
import { expect, expectNoAxeViolations, screenshot, signIn, test } from "./fixtures";
import { readyFlow, state } from "./ready-flow";

const tributi = account("tributi");
const confirm = (page: Page) => page.getByText("Ho controllato testo, destinatari, importi e scadenze.").click();
const panel = (page: Page) => page.getByRole("region", { name: "Avanzamento dell'invio" });

test("is followed live, stopped in the middle and taken up again", async ({ page }, info) => {
  test.setTimeout(240_000);
  await signIn(page, tributi);
  const path = await readyFlow(page, info, { rows: 400, from: 20_000 });

  // Straight from Inattivo.
  await page.getByRole("link", { name: "Invia Flusso" }).click();
  await page.getByRole("link", { name: "Vai alla conferma" }).click();
  await confirm(page);
  await page.getByRole("button", { name: "Invia 400 notifiche" }).click();
  await expect(state(page)).toHaveText("In invio");
  await expect(panel(page)).toContainText("di 400 notifiche");
  await expect(panel(page)).toContainText("Puoi chiudere questa pagina: l'invio continua.");
  const bar = page.getByRole("progressbar", { name: "Notifiche inviate" });
  await expect
    .poll(async () => Number(await bar.getAttribute("aria-valuenow")), { timeout: 60_000 })
    .toBeGreaterThan(0);
  const use = /Comune di Borgofiorito sta usando (il |l')\d+% delle richieste ammesse da App IO\./;
  await expect(panel(page)).toContainText(use);
  await expectNoAxeViolations(page);

  const dashboard = await page.context().newPage();
  await dashboard.goto("/");
  const running = dashboard.getByRole("region", { name: "In invio" });
  await expect(running).toContainText("di 400 notifiche");
  await expect(running).toContainText(use);
  await expectNoAxeViolations(dashboard);
  await screenshot(dashboard, "cruscotto-in-invio");
  await dashboard.close();

  await page.getByRole("button", { name: "Interrompi invio" }).click();
  const dialog = page.getByRole("dialog", { name: "Interrompere l'invio?" });
  await expect(dialog).toContainText("restano in stato Registrato");
  await expectNoAxeViolations(page);
  await dialog.getByRole("button", { name: "Interrompi l'invio" }).click();
  await expect(state(page)).toHaveText("Invio incompleto");
  await expect(dialog).toBeHidden();
  await expect(page.locator("body")).not.toBeFocused();
  // The line that is read aloud no longer says that the send goes on.
  await expect(page.locator("#avanzamento > [aria-live]")).toHaveText(/^Invio fermo: /);
  await expect(page.getByRole("region", { name: "Errore" })).toContainText(
    /Invio interrotto da tributi (alle|all').*Partite: \d+\. Da inviare: \d+/s,
  );

  await page.goto(path);
  await page.getByRole("link", { name: "Riprendi" }).click();
  await page.getByRole("link", { name: "Vai alla conferma" }).click();
  await confirm(page);
  await page.getByRole("button", { name: /^Invia \d+ notifiche$/ }).click();
  await expect(state(page)).toHaveText("In invio");
  await expect(state(page)).not.toHaveText("In invio", { timeout: 90_000 });
  await expect(panel(page)).toContainText(/Invio finito\. \d+ esiti in arrivo da App IO\./);

  // Some 24 readings a second: there is time to stop them.
  await page.getByRole("button", { name: "Verifica Stato" }).click();
  await page.getByRole("button", { name: /^Verifica \d+ notifiche$/ }).click();
  await expect(panel(page)).toContainText(/Verifica Stato in corso|Aggiornate \d+ notifiche su \d+\. Le altre/);
  await expectNoAxeViolations(page);
  await panel(page).getByRole("button", { name: "Interrompi la verifica" }).click();
  await expect(panel(page)).toContainText("Verifica interrotta.");
  await expect(page.getByRole("button", { name: "Interrompi la verifica" })).toHaveCount(0);
  await expect(page.locator("body")).not.toBeFocused();
});

test("does not leave when the flow was changed after the confirmation was shown", async ({
  page,
  openContext,
}, info) => {
  await signIn(page, tributi);
  const path = await readyFlow(page, info, { rows: 2, from: 30_000 });
  await page.getByRole("link", { name: "Invia Flusso" }).click();
  await page.getByRole("link", { name: "Vai alla conferma" }).click();

  const other = await (await openContext()).newPage();
  await signIn(other, account("ammin"));
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
  const reach = async (name: string | RegExp, key = "Tab") => {
    const focused = page.locator(":focus");
    for (let n = 0; n < 80; n++) {
      await page.keyboard.press(key);
      if ((await focused.count()) > 0 && (await focused.filter({ hasText: name }).count()) > 0) return;
    }
    throw new Error(`The keyboard does not reach ${name}`);
  };
  await reach("Attiva");
  await page.keyboard.press("Enter");
  await expect(state(page)).toHaveText("Attivo");
  await expect(page.locator(":focus")).toHaveText("Attiva");
  await reach("Invia Flusso", "Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Invia Flusso · /);
  await reach("Vai alla conferma");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/conferma$/);
  await page.getByLabel("Ho controllato testo, destinatari, importi e scadenze.").focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(state(page)).toHaveText(/In invio|Inviato|Invio incompleto/);
});
