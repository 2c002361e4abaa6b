import type { Page } from "@playwright/test";
import { account } from "@/bin/demo/accounts";
import { demoPeople } from "@/lib/appio/sandbox/demo-people";
import { fiscalCodeOf } from "@/tests/support/people";
import { expect, expectNoAxeViolations, screenshot, signIn, test } from "./fixtures";
import { readyFlow, state } from "./ready-flow";

const person = (name: string) => demoPeople.find((one) => one.name === name)!.fiscalCode;
const uncertain = { alone: fiscalCodeOf(50_001), others: [person("Ada Cinquecento"), person("Bice Interrotti")] };

/** The sandbox answers nothing on the fate of a message to this person. */
async function loseMessagesTo(code: string) {
  const body = JSON.stringify({ fiscalCodes: { [code]: { profile: "allowed", send: "server-error" } } });
  const headers = { "content-type": "application/json" };
  const url = new URL("/_sandbox/faults", process.env.E2E_APPIO_URL);
  expect((await fetch(url, { method: "POST", headers, body })).ok).toBe(true);
}

const row = (page: Page, code: string) => page.locator("tbody tr").filter({ hasText: code });
const outcomes = (page: Page) => page.getByRole("region", { name: "Esiti" });
const timeline = (page: Page) => page.getByRole("region", { name: "Cronologia" }).getByRole("listitem");

test("what may have arrived is left as it is, one by one and all together, with the reason", async ({
  page,
  openContext,
}, info) => {
  test.setTimeout(180_000);
  await signIn(page, account("tributi"));
  await loseMessagesTo(uncertain.alone);
  const codes = [uncertain.alone, ...uncertain.others, fiscalCodeOf(50_000)];
  const path = await readyFlow(page, info, { codes });
  await page.getByRole("link", { name: "Invia Flusso" }).click();
  await page.getByRole("link", { name: "Vai alla conferma" }).click();
  await page.getByText("Ho controllato testo, destinatari, importi e scadenze.").click();
  await page.getByRole("button", { name: "Invia 4 notifiche" }).click();
  await expect(state(page)).toHaveText("Invio incompleto", { timeout: 60_000 });

  await test.step("one, with its reason in the timeline", async () => {
    await row(page, uncertain.alone).dblclick();
    await page.getByRole("button", { name: "Cambia lo Stato" }).click();
    const dialog = page.getByRole("dialog", { name: "Inviare di nuovo questa notifica?" });
    await expect(dialog.getByRole("button", { name: "Non inviare di nuovo" })).toBeFocused();
    await dialog.getByLabel("Motivo (facoltativo)").fill("La persona lo ha ricevuto.");
    await expectNoAxeViolations(page);
    await screenshot(page, "decisione");
    await dialog.getByRole("button", { name: "Non inviare di nuovo" }).click();
    await expect(page.getByText("Decisione registrata: nessun nuovo invio. La notifica resta")).toBeVisible();
    await expect(timeline(page).last()).toContainText("Non inviare di nuovo.Motivo: La persona lo ha ricevuto.");
    expect(page.url()).not.toContain("ricevuto");
    await expectNoAxeViolations(page);
  });

  await test.step("who may not send is told so", async () => {
    const other = await (await openContext()).newPage();
    await signIn(other, account("anagrafe"));
    await other.goto(path);
    await other.getByRole("button", { name: "Non inviare di nuovo 2 notifiche" }).press("Enter");
    await expect(outcomes(other)).toContainText("Puoi preparare notifiche per Anagrafe e certificati ma non inviarle.");
    await expectNoAxeViolations(other);
  });

  await test.step("all the others, at once; nothing leaves", async () => {
    await page.goto(path);
    const button = outcomes(page).getByRole("button", { name: "Non inviare di nuovo 2 notifiche" });
    await button.click();
    const dialog = page.getByRole("dialog", { name: "Non inviare di nuovo 2 notifiche?" });
    await expect(dialog).toContainText("Per inviarle di nuovo, aprile una per una.");
    await expect(dialog.getByRole("button", { name: "Torna al flusso" })).toBeFocused();
    await expectNoAxeViolations(page);
    await screenshot(page, "decisione-per-molte");
    await dialog.getByRole("button", { name: "Torna al flusso" }).click();
    await expect(button).toBeFocused();

    await button.click();
    await dialog.getByLabel("Motivo (facoltativo)").fill("Avvisi già pagati.");
    await dialog.getByRole("button", { name: "Non inviare di nuovo 2 notifiche" }).click();
    const done = page.getByText("Decisione registrata per 2 notifiche: nessun nuovo invio.");
    await expect(done).toBeVisible();
    await expect(dialog).toBeHidden();
    await expect(button).toHaveCount(0);
    await expect(page.locator(".form-outcome").filter({ has: done })).toBeFocused();
    await expect(page.getByRole("region", { name: "Errore" })).toContainText(
      "nulla da correggere. 3 con esito incerto, già decise: nessun nuovo invio.",
    );
    await expectNoAxeViolations(page);
    await screenshot(page, "decise");
  });

  for (const code of uncertain.others) {
    await page.goto(path);
    await row(page, code).dblclick();
    await expect(timeline(page).last()).toContainText(/tributi.*Non inviare di nuovo\.Motivo: Avvisi già pagati\./s);
    await expect(page.getByText("Tentativi Invio").locator("..")).toContainText("1");
  }
});
