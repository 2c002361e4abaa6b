import type { Page } from "@playwright/test";
import { account } from "@/bin/demo/accounts";
import { checkDigit } from "@/lib/organizations/fiscal-code";
import { expect, expectNoAxeViolations, screenshot, signIn, test } from "./fixtures";

const ten = String(Date.now()).slice(-10);
const fiscalCode = `${ten}${checkDigit(ten)}`;
const ente = `Unione dei Comuni ${ten}`;

const connection = (page: Page) => page.getByRole("region", { name: "Verifica connessione" });

/** Opens an item of the group Amministrazione. */
async function openReserved(page: Page, item: string) {
  await page.getByText("Amministrazione", { exact: true }).click();
  await page
    .getByRole("navigation", { name: "Menu principale" })
    .getByRole("link", { name: item, exact: true })
    .click();
  await expect(page.getByRole("heading", { level: 1, name: item })).toBeVisible();
}

async function saveWithKey(page: Page, key: string) {
  await page.getByLabel("Chiave di sottoscrizione").fill(key);
  await page.getByRole("button", { name: "Aggiorna" }).click();
  await expect(page.getByText("Modifiche salvate, con la chiave nuova.")).toBeVisible();
  await expect(connection(page)).toContainText("Mai verificata");
}

async function verify(page: Page, title: string) {
  await connection(page).getByRole("button", { name: "Verifica connessione" }).click();
  await expect(connection(page).locator(".alert-title")).toHaveText(title, { timeout: 20_000 });
}

test("whoever administers adds an ente and a service, and proves its key", async ({ page }) => {
  await signIn(page, account("ammin"));

  await test.step("the menu opens and closes by keyboard", async () => {
    const group = page.locator("summary", { hasText: "Amministrazione" });
    await group.focus();
    await page.keyboard.press("Enter");
    const enti = page.getByRole("link", { name: "Enti", exact: true });
    await expect(enti).toBeVisible();
    await expectNoAxeViolations(page);
    await page.keyboard.press("Escape");
    await expect(enti).toBeHidden();
    await expect(group).toBeFocused();
  });

  await test.step("enti", async () => {
    await openReserved(page, "Enti");
    await expect(page.getByRole("row", { name: /Comune di Borgofiorito/ })).toContainText("150 ogni 5 secondi");
    await expectNoAxeViolations(page);
    await screenshot(page, "enti");
    await page.getByRole("link", { name: "Nuovo", exact: true }).click();
    await page.getByLabel("Codice fiscale").fill("12345678901");
    await page.getByLabel("martedì").check();
    await page.getByRole("button", { name: "Aggiungi" }).click();
    const summary = page.locator(".form-outcome");
    await expect(summary).toContainText("Nome: Scrivi il nome dell'ente.");
    await expect(summary).toContainText("Codice fiscale: L'ultima cifra del codice fiscale non torna. Ricontrollalo.");
    await expect(page.getByLabel("martedì")).toBeChecked();
    await expectNoAxeViolations(page);
    await screenshot(page, "ente-errori");
    await page.getByLabel("Nome", { exact: false }).first().fill(ente);
    await page.getByLabel("Codice fiscale").fill(fiscalCode);
    await page.getByLabel("Soglia di approvazione").fill("1.000");
    await page.getByLabel("Dalle ore").fill("08:00");
    await page.getByLabel("Alle ore", { exact: true }).fill("18:30");
    await page.getByRole("button", { name: "Aggiungi" }).click();
    await expect(page.getByRole("heading", { level: 1, name: `Ente · ${ente}` })).toBeVisible();
    await expect(page.getByLabel("Soglia di approvazione")).toHaveValue("1000");
    await expect(page.getByRole("region", { name: "Richieste ad App IO, adesso" })).toContainText("0 di 150");
    await expectNoAxeViolations(page);
    await screenshot(page, "ente");
  });

  await test.step("a high share is warned of", async () => {
    await page.getByLabel("Quota per FlussIO").fill("100");
    await page.getByRole("button", { name: "Aggiorna" }).click();
    await expect(page.getByText("Modifiche salvate.")).toBeVisible();
    await expect(page.getByText("FlussIO può usare fino al 100% del limite di App IO.")).toBeVisible();
    await expectNoAxeViolations(page);
    await page.getByRole("link", { name: "Torna Elenco" }).click();
    await expect(page.getByRole("row", { name: new RegExp(ente) })).toContainText("mar, 08:00–18:30");
  });

  await test.step("a new service", async () => {
    await openReserved(page, "Servizi");
    await expect(page.getByRole("row", { name: /Tributi comunali/ })).toBeVisible();
    await expectNoAxeViolations(page);
    await screenshot(page, "servizi");
    await page.getByRole("link", { name: "Nuovo", exact: true }).click();
    await page.getByLabel("Ente", { exact: false }).first().selectOption({ label: ente });
    await page.getByLabel("Codice*", { exact: true }).fill("TRIB");
    await page.getByLabel("Nome*", { exact: true }).fill("Polizia locale");
    await page.getByLabel("ID servizio App IO").fill("01SANDB0XP0L1Z1A0000000001");
    await page.getByLabel("Chiave di sottoscrizione").fill("sandbox-unione-polizia");
    await page.getByLabel("Codici fiscali di prova").fill("AAAAAA00A00A000A\nRSSMRA");
    await page.getByRole("button", { name: "Aggiungi" }).click();
    await expect(page.locator(".form-outcome")).toContainText("Riga 2: non è un codice fiscale valido");
    await expect(page.getByLabel("Chiave di sottoscrizione")).toHaveValue("");
    await expectNoAxeViolations(page);
    await screenshot(page, "servizio-errori");

    await page.getByLabel("Codici fiscali di prova").fill("AAAAAA00A00A000A");
    await page.getByLabel("Chiave di sottoscrizione").fill("sandbox-unione-polizia");
    await page.getByRole("button", { name: "Aggiungi" }).click();
    await expect(page.locator(".form-outcome")).toContainText("Questo codice è già di un altro servizio");

    await page.getByLabel("Codice*", { exact: true }).fill(`POL${ten}`);
    await page.getByLabel("Chiave di sottoscrizione").fill(" sandbox-unione-polizia\t");
    await page.getByRole("button", { name: "Aggiungi" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Servizio · Polizia locale" })).toBeVisible();
    await expect(page.getByText("Nessun ruolo è abilitato a questo servizio")).toBeVisible();
    await expect(connection(page)).toContainText("Mai verificata");
    expect(await page.content()).not.toContain("sandbox-unione-polizia");
    await expectNoAxeViolations(page);
  });

  await test.step("Verifica connessione tells what is wrong, and what to do", async () => {
    await verify(page, "Tutto a posto");
    await expect(connection(page)).toContainText("Nessun cittadino ha ricevuto messaggi.");
    await expect(connection(page)).toContainText("Verifica fatta");
    await expect(connection(page)).toContainText("L'importo massimo del servizio è 0 €");
    await expectNoAxeViolations(page);
    await screenshot(page, "servizio");

    await saveWithKey(page, "chiave-sbagliata");
    await verify(page, "Chiave non valida");
    await expect(connection(page).getByRole("listitem").first()).toContainText("Apri il BackOffice IO");
    await expectNoAxeViolations(page);
    await screenshot(page, "servizio-chiave-non-valida");

    await saveWithKey(page, "sandbox-unione-polizia.cidr");
    await verify(page, "Indirizzo di rete non autorizzato");
    await saveWithKey(page, "sandbox-unione-polizia.draft");
    await verify(page, "Solo prove");
    await expectNoAxeViolations(page);
  });

  await test.step("a service is disabled and taken back", async () => {
    await page.getByRole("button", { name: "Disabilita", exact: true }).click();
    await expect(page.getByRole("dialog")).toContainText("I flussi In invio di questo servizio si fermano");
    await expectNoAxeViolations(page);
    await page.getByRole("button", { name: "Disabilita il servizio" }).click();
    await expect(page.locator(":focus")).toContainText("Servizio disabilitato");
    await expectNoAxeViolations(page);
    await page.getByRole("button", { name: "Riabilita" }).click();
    await expect(page.locator(":focus")).toContainText("Servizio riabilitato.");
    await page.getByRole("link", { name: "Torna Elenco" }).click();
    await expect(page.getByRole("row", { name: /Polizia locale/ })).toContainText("Solo prove");
  });

  await test.step("on a phone", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await screenshot(page, "servizi-telefono");
    await page.getByRole("link", { name: "Polizia locale" }).click();
    await expect(connection(page)).toBeVisible();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    expect(wide, "the page scrolls sideways").toBe(false);
    await expectNoAxeViolations(page);
    await screenshot(page, "servizio-telefono");
    await page.goto("/enti");
    await page.getByRole("link", { name: ente }).click();
    await expect(page.getByRole("heading", { level: 1, name: `Ente · ${ente}` })).toBeVisible();
    await screenshot(page, "ente-telefono");
  });
});

test.describe("a clerk", () => {
  test.use({ expectedErrors: [/404/] });

  test("finds neither the screens nor their menu", async ({ page }) => {
    await signIn(page, account("tributi"));
    await expect(page.getByRole("link", { name: "Gestione Flussi" }).first()).toBeVisible();
    await expect(page.getByText("Amministrazione", { exact: true })).toHaveCount(0);
    for (const path of ["/servizi", "/servizi/nuovo", "/enti", "/enti/nuovo"]) {
      expect((await page.goto(path))?.status(), path).toBe(404);
      await expect(page.getByRole("heading", { name: "Pagina non trovata" })).toBeVisible();
    }
    await expectNoAxeViolations(page);
  });
});
