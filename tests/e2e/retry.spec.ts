import type { Page } from "@playwright/test";
import { account } from "@/bin/demo/accounts";
import { demoPeople } from "@/lib/appio/sandbox/demo-people";
import { fiscalCodeOf } from "@/tests/support/people";
import { askOutcomes, expect, expectNoAxeViolations, screenshot, signIn, test } from "./fixtures";
import { readyFlow, state } from "./ready-flow";

const tributi = account("tributi");
const person = (name: string) => demoPeople.find((one) => one.name === name)!.fiscalCode;
/** What always happens to them, on the sandbox. */
const people = {
  failed: person("Carlo Falliti"),
  refused: person("Elio Scorretti"),
  uncertain: person("Ada Cinquecento"),
  notOnIo: person("Fulvia Assenti"),
  reached: fiscalCodeOf(40_000),
};

const outcomes = (page: Page) => page.getByRole("region", { name: "Esiti" });
const row = (page: Page, code: string) => page.locator("tbody tr").filter({ hasText: code });
const question = (page: Page) => page.locator("main section").filter({ has: page.getByRole("heading", { level: 2 }) });

test("what failed is tried again, and what may have arrived is not", async ({ page }, info) => {
  test.setTimeout(300_000);
  await signIn(page, tributi);

  const path = await test.step("a flow in which something of everything happens", async () => {
    const path = await readyFlow(page, info, { codes: Object.values(people) });
    await page.getByRole("link", { name: "Invia Flusso" }).click();
    await page.getByRole("link", { name: "Vai alla conferma" }).click();
    await page.getByText("Ho controllato testo, destinatari, importi e scadenze.").click();
    await page.getByRole("button", { name: "Invia 5 notifiche" }).click();
    await expect(state(page)).toHaveText("Invio incompleto", { timeout: 60_000 });
    return path;
  });

  await test.step("nothing can be tried again yet, and it says why", async () => {
    await page.getByRole("link", { name: "Ritenta le notifiche in errore" }).click();
    await expect(page.getByRole("heading", { name: "Nessuna notifica da ritentare." })).toBeVisible();
    await expect(question(page).getByRole("listitem")).toHaveText([
      "1 con esito incerto, da decidere",
      "1 con dati da correggere",
      "1 di una persona che non può ricevere",
    ]);
    await expect(page.getByRole("button", { name: /^Invia/ })).toHaveCount(0);
    await expectNoAxeViolations(page);
    await page.getByRole("link", { name: "Torna al flusso" }).click();
  });

  await test.step("Verifica Stato says what it costs, and brings the outcomes", async () => {
    await page.getByRole("button", { name: "Verifica Stato" }).click();
    const dialog = page.getByRole("dialog", { name: "Verificare lo stato di 2 notifiche?" });
    await expect(dialog).toContainText("Servono 2 richieste, circa 10 secondi");
    await expectNoAxeViolations(page);
    await dialog.getByRole("button", { name: "Torna al flusso" }).click();
    await expect(async () => {
      await askOutcomes(page);
      await expect(outcomes(page)).toContainText("1 da ritentare", { timeout: 6_000 });
      await expect(outcomes(page)).toContainText("1 da correggere");
    }).toPass({ timeout: 90_000 });
    await expect(page.getByRole("region", { name: "Avanzamento dell'invio" })).toContainText("Verifica Stato finita.");
    await expect(page.locator("body")).not.toBeFocused();
  });

  await test.step("what App IO did not process leaves again, alone", async () => {
    await page.getByRole("link", { name: "Ritenta le notifiche in errore" }).click();
    await expect(page.getByRole("heading", { name: "Ritentare 1 notifica?" })).toBeVisible();
    await expect(page.getByText("Ripartono solo notifiche che certamente non sono arrivate.")).toBeVisible();
    await expect(question(page).getByRole("listitem")).toHaveText([
      "1 con esito incerto, da decidere",
      "1 con dati da correggere",
      "1 di una persona che non può ricevere",
    ]);
    await expectNoAxeViolations(page);
    await screenshot(page, "ritenta");
    await page.getByRole("button", { name: "Invia di nuovo 1 notifica" }).click();
    await expect(page).toHaveURL(new RegExp(`${path}$`));
    await expect(state(page)).toHaveText("Invio incompleto", { timeout: 60_000 });

    await row(page, people.failed).dblclick();
    const timeline = page.getByRole("region", { name: "Cronologia" }).getByRole("listitem");
    await expect(timeline).toHaveCount(3);
    await expect(timeline.nth(0)).toContainText("App IO ha preso in carico il messaggio.");
    await expect(timeline.nth(1)).toContainText("App IO non è riuscita a elaborarlo e non lo consegna.");
    await expect(timeline.nth(2)).toContainText(/App IO ha preso in carico il messaggio\..*ID Consegna App\.IO \w+/s);
    await expect(page.getByText("Tentativi Invio").locator("..")).toContainText("2");
    await expectNoAxeViolations(page);
    await screenshot(page, "cronologia");
  });

  await test.step("what had wrong data leaves once it is corrected", async () => {
    await page.goto(path);
    await row(page, people.refused).dblclick();
    await expect(page.getByRole("region", { name: "Cronologia" })).toContainText(
      "App IO ha rifiutato i dati. Il messaggio non è partito.",
    );
    await page.getByLabel(/Codice Fiscale Destinatario/).fill(fiscalCodeOf(40_001));
    await page.getByRole("button", { name: "Aggiorna" }).click();
    await expect(page.getByText("Modifiche salvate.")).toBeVisible();
    await page.goto(`${path}/ritenta`);
    await expect(page.getByRole("heading", { name: "Ritentare 1 notifica?" })).toBeVisible();
    await page.getByRole("button", { name: "Invia di nuovo 1 notifica" }).click();
    await expect(row(page, fiscalCodeOf(40_001))).toContainText("Inviato", { timeout: 60_000 });
    await expect(row(page, people.uncertain)).toContainText("Esito incerto");
    await row(page, people.uncertain).dblclick();
    await expect(page.getByText("Tentativi Invio").locator("..")).toContainText("1");
  });
});

test("the dashboard raises a send that a fault stopped", async ({ page }) => {
  await signIn(page, tributi);
  const stopped = page.getByRole("region", { name: "Invii fermati" });
  await expect(stopped).toContainText("Invio fermato: App IO rifiuta la chiave del servizio Tributi comunali.");
  await expect(stopped).toContainText("Da inviare: 80, ancora in stato Registrato.");
  await expectNoAxeViolations(page);
  await stopped.getByRole("link", { name: "TARI, seconda rata – attività commerciali" }).click();
  const error = page.getByRole("region", { name: "Errore" });
  await expect(error).toContainText("Risolta la causa, premi Riprendi: le notifiche già partite non ripartono.");
  await error.getByText("Dettagli tecnici").click();
  await expect(error.getByText("401")).toBeVisible();
  await expectNoAxeViolations(page);
});

test("says to whoever watches that the engine runs", async ({ request }) => {
  const answer = await request.get("/api/salute");
  expect(answer.status()).toBe(200);
  expect(await answer.json()).toEqual({ ok: true, engine: true });
});
