import type { Locator, Page } from "@playwright/test";
import { account } from "@/bin/demo/accounts";
import { demoPeople } from "@/lib/appio/sandbox/demo-people";
import { expect, expectNoAxeViolations, signIn, test } from "./fixtures";

const fiscalCode = (name: string) => demoPeople.find((one) => one.name === name)!.fiscalCode;

const reachable = fiscalCode("Marta Raggiungibili");
const refused = fiscalCode("Elio Scorretti");
const lost = fiscalCode("Ada Cinquecento");
const lostOnce = fiscalCode("Livio Ritentati");
const absent = fiscalCode("Fulvia Assenti");

const body =
  "La tua richiesta è stata registrata al protocollo. L'ufficio competente la esaminerà entro trenta giorni.";

const field = (page: Page, name: string) => page.locator(`[name="${name}"]`);
const addition = (page: Page) => page.getByRole("button", { name: "Aggiungi" });
const lens = (page: Page) => page.getByRole("button", { name: "Cambia lo Stato" });
const stateBadge = (page: Page) => page.locator(".state-and-lens .state-badge").first();
/** What the page says of the last action, before anything else. */
const notice = (page: Page) => page.locator("main > .form-outcome");
const attempts = (page: Page) => page.locator("dt", { hasText: "Tentativi Invio" }).locator("+ dd");

async function fillNew(page: Page, recipient: string, subject = "Comunicazione avvenuta protocollazione") {
  await page.goto("/notifiche/nuova");
  await field(page, "serviceId").selectOption({ label: "Anagrafe e certificati" });
  await field(page, "fiscalCode").fill(recipient);
  await field(page, "subject").fill(subject);
  await field(page, "body").fill(body);
}

/** Fills a new notification, adds it and waits for its page. */
async function add(page: Page, recipient: string) {
  await fillNew(page, recipient);
  await addition(page).click();
  await page.waitForURL(/\/notifiche\/[0-9a-f-]{36}/);
}

test.describe("a clerk who composes and sends", () => {
  test.beforeEach(({ page }) => signIn(page, account("tributi")));

  test("adds a notification, which leaves at once and reaches the app", async ({ page }) => {
    await page.goto("/notifiche/nuova");
    await expectNoAxeViolations(page);
    await fillNew(page, reachable);
    await expect(page.locator("#subject-hint")).toContainText("38 di 120 caratteri");
    await expect(page.locator("figure.phone")).toContainText("Comune di Borgofiorito");
    await expect(page.locator("figure.phone")).toContainText(body);
    await addition(page).click();

    await expect(notice(page)).toContainText(/^Notifica registrata e inviata all['e]/);
    await expect(notice(page)).toBeFocused();
    await expect(stateBadge(page)).toHaveText("Inviato");
    await expect(attempts(page)).toHaveText("1");
    await expect(page.getByText("App IO non comunica questo dato.")).toHaveCount(2);
    await expectNoAxeViolations(page);

    await expect(async () => {
      await page.getByRole("button", { name: "Verifica Stato" }).click();
      await expect(page.locator(".action-outcome", { hasText: "Disponibile nell'app della persona" })).toBeVisible({
        timeout: 3_000,
      });
    }).toPass({ timeout: 60_000 });
    await expect(page.locator(".timeline li")).toHaveCount(2);
  });

  test("presses Aggiungi twice and sends once", async ({ page }) => {
    await fillNew(page, reachable);
    const id = await field(page, "id").inputValue();
    await addition(page).dblclick();
    await page.waitForURL(`**/notifiche/${id}**`);
    await expect(attempts(page)).toHaveText("1");

    // The same form once more, as a browser that repeats a submission sends it.
    await fillNew(page, reachable);
    await field(page, "id").evaluate((input: HTMLInputElement, value) => {
      input.value = value;
    }, id);
    await addition(page).click();
    await page.waitForURL(`**/notifiche/${id}**`);
    await expect(notice(page)).toContainText("Questa notifica è già partita");
    await expect(notice(page)).toContainText("FlussIO non l'ha inviata di nuovo.");
    await expect(attempts(page)).toHaveText("1");
  });

  test("is told what to correct and loses nothing that was typed", async ({ page }) => {
    await fillNew(page, "RGGMRT95B47Z999X", "Corto");
    await field(page, "amount").fill("10,00");
    await field(page, "payableAfterDue").uncheck({ force: true });
    await addition(page).click();

    const summary = page.locator("form .form-outcome");
    await expect(summary).toBeFocused();
    await expect(summary.getByRole("link")).toHaveText([
      "Codice Fiscale Destinatario",
      "Oggetto",
      "Somma (Importo)",
      "Notifica Pagamento (Numero avviso)",
    ]);
    await expect(field(page, "fiscalCode")).toHaveAccessibleDescription(
      /l'ultimo carattere del codice fiscale non torna/i,
    );
    await expect(field(page, "subject")).toHaveValue("Corto");
    await expect(field(page, "body")).toHaveValue(body);
    await expect(field(page, "amount")).toHaveValue("10,00");
    await expect(field(page, "payableAfterDue")).not.toBeChecked();
    await expect(page.locator("figure.phone")).toContainText("Corto");
    await expectNoAxeViolations(page);
    await summary.getByRole("link", { name: "Oggetto" }).click();
    await expect(field(page, "subject")).toBeFocused();
  });

  test("corrects an error, brings it back to Registrato with the lens and sends it", async ({ page }) => {
    await add(page, refused);
    await expect(notice(page)).toContainText("Notifica registrata, non inviata: App IO ha rifiutato il messaggio");
    await expect(stateBadge(page)).toHaveText("Errore");
    await expect(page.getByRole("button", { name: "Invia Messaggio" })).toHaveCount(0);
    await expectNoAxeViolations(page);

    await field(page, "fiscalCode").fill(reachable);
    await page.getByRole("button", { name: "Aggiorna" }).click();
    await expect(page.getByText("Modifiche salvate.")).toBeVisible();
    await expect(notice(page)).toHaveCount(0);

    await lens(page).click();
    const dialog = page.getByRole("dialog", { name: "Risultato Ricerca" });
    await expect(dialog.getByRole("listitem")).toHaveText([
      "0 Registrato",
      "1 In Trasmissione",
      "2 Inviato",
      "3 Errore (stato attuale)",
      "4 Utente non abilitato alla ricezione",
    ]);
    await expect(dialog.getByRole("listitem").getByRole("button")).toHaveCount(1);
    await expectNoAxeViolations(page);
    await dialog.getByRole("button", { name: "0 Registrato" }).click();
    await expect(notice(page)).toContainText("di nuovo in stato Registrato");
    await expect(dialog).toBeHidden();
    await expect(stateBadge(page)).toHaveText("Registrato");

    await page.getByRole("button", { name: "Invia Messaggio" }).click();
    await expect(notice(page)).toContainText("Notifica inviata");
    await expect(stateBadge(page)).toHaveText("Inviato");
    await expect(attempts(page)).toHaveText("2");
  });

  test("is stopped before sending what was corrected and not saved", async ({ page }) => {
    const unsaved = page.getByRole("alert").filter({ hasText: "Hai modifiche non salvate" });
    await add(page, refused);
    await field(page, "subject").fill("Oggetto corretto e non salvato");
    await lens(page).click();
    const dialog = page.getByRole("dialog", { name: "Risultato Ricerca" });
    await dialog.getByRole("button", { name: "0 Registrato" }).click();
    await expect(unsaved).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(stateBadge(page)).toHaveText("Errore");
    await expect(field(page, "subject")).toHaveValue("Oggetto corretto e non salvato");

    // A correction that was refused is not saved either.
    await field(page, "fiscalCode").fill("CORTO");
    await page.getByRole("button", { name: "Aggiorna" }).click();
    await expect(page.locator("form .form-outcome")).toContainText("Correggi i campi segnalati");
    await lens(page).click();
    await dialog.getByRole("button", { name: "0 Registrato" }).click();
    await expect(unsaved).toBeVisible();
    await page.keyboard.press("Escape");

    await field(page, "fiscalCode").fill(reachable);
    await page.getByRole("button", { name: "Aggiorna" }).click();
    await expect(page.getByText("Modifiche salvate.")).toBeVisible();
    await expect(unsaved).toHaveCount(0);
    await lens(page).click();
    await dialog.getByRole("button", { name: "0 Registrato" }).click();
    await expect(stateBadge(page)).toHaveText("Registrato");

    const send = page.getByRole("button", { name: "Invia Messaggio" });
    await page.getByText("Paga dopo la scadenza", { exact: true }).click();
    await send.click();
    await expect(unsaved).toBeVisible();
    await expect(stateBadge(page)).toHaveText("Registrato");
    await page.getByText("Paga dopo la scadenza", { exact: true }).click();
    await send.click();
    await expect(stateBadge(page)).toHaveText("Inviato");
    await expect(field(page, "subject")).toHaveCount(0);
    await expect(page.locator("figure.phone")).toContainText("Oggetto corretto e non salvato");
  });

  test("reads all that is missing in one round, with the same UUID", async ({ page }) => {
    await page.goto("/notifiche/nuova");
    const id = await field(page, "id").inputValue();
    await addition(page).click();
    await expect(page.locator("form .form-outcome").getByRole("link")).toHaveText([
      "Servizio",
      "Codice Fiscale Destinatario",
      "Oggetto",
      "Contenuto",
    ]);
    await expect(field(page, "id")).toHaveValue(id);
    await expect(page.locator("dd .code", { hasText: id })).toBeVisible();
  });

  test("decides not to send again what may have arrived", async ({ page }) => {
    await add(page, lost);
    await expect(stateBadge(page)).toHaveText("Errore · Esito incerto");
    await expect(page.getByText("Non si può sapere se questo messaggio è arrivato")).toBeVisible();
    await expect(page.getByRole("button", { name: "Aggiorna" })).toHaveAttribute("aria-disabled", "true");

    await lens(page).click();
    const dialog = page.getByRole("dialog", { name: "Inviare di nuovo questa notifica?" });
    await expect(dialog.getByRole("button", { name: "Non inviare di nuovo" })).toBeFocused();
    await expectNoAxeViolations(page);
    await page.keyboard.press("Enter");
    await expect(notice(page)).toContainText("Decisione registrata: nessun nuovo invio.");
    await expect(stateBadge(page)).toHaveText("Errore · Esito incerto");
    await expect(attempts(page)).toHaveText("1");
  });

  test("sends again what may have arrived, only after saying to be aware", async ({ page }) => {
    await add(page, lostOnce);
    await expect(stateBadge(page)).toHaveText("Errore · Esito incerto");
    await lens(page).click();
    const dialog = page.getByRole("dialog", { name: "Inviare di nuovo questa notifica?" });
    await dialog.getByRole("button", { name: "Invia di nuovo", exact: true }).click();
    await expect(dialog).toContainText("conferma che la persona può ricevere due messaggi");
    await expectNoAxeViolations(page);
    await dialog.getByText("So che la persona può ricevere due messaggi.").click();
    await dialog.getByRole("button", { name: "Invia di nuovo", exact: true }).click();
    await expect(notice(page)).toContainText("Nuovo invio avviato. Il primo tentativo resta nella cronologia.");
    await expect(stateBadge(page)).toHaveText("Inviato");
    await expect(attempts(page)).toHaveText("2");
    // The first attempt, the decision, the second attempt.
    await expect(page.locator(".timeline li")).toHaveCount(3);
  });

  test("reads that a person cannot receive as news, not as an error", async ({ page }) => {
    await add(page, absent);
    await expect(notice(page)).toContainText("Notifica registrata, non inviata: questa persona non usa IO");
    await expect(stateBadge(page)).toHaveText("Utente non abilitato alla ricezione");
    await expect(attempts(page)).toHaveText("0");
    await expectNoAxeViolations(page);
  });

  test("disables and enables a notification", async ({ page }) => {
    await add(page, absent);
    await page.getByRole("button", { name: "Disabilita" }).click();
    await expect(page.getByText("fuori dagli invii e dai conteggi")).toBeVisible();
    await expect(page.getByRole("button", { name: "Aggiorna" })).toHaveAttribute("aria-disabled", "true");
    await page.getByRole("button", { name: "Riabilita" }).click();
    await expect(page.getByText("Notifica riabilitata.")).toBeVisible();
  });

  test("finds a person without writing the fiscal code in an address", async ({ page }) => {
    const addresses: string[] = [];
    page.on("framenavigated", (frame) => addresses.push(frame.url()));
    page.on("request", (request) => addresses.push(request.url()));
    await add(page, reachable);
    await page.goto("/notifiche");
    await expectNoAxeViolations(page);
    await page.getByLabel("Codice Fiscale Destinatario").fill(reachable);
    await page.getByRole("button", { name: "Elenca" }).click();
    await page.waitForURL(/\/notifiche\/archivio\?.*ricerca=/);
    const rows = page.locator("tbody tr");
    await expect(rows.first()).toContainText(reachable);
    for (const row of await rows.all()) await expect(row).toContainText(reachable);
    await expectNoAxeViolations(page);

    await rows.first().dblclick();
    await page.waitForURL(/\/notifiche\/[0-9a-f-]{36}/);
    await page.getByRole("link", { name: "Torna Elenco" }).click();
    await page.waitForURL(/\/notifiche\/archivio\?.*ricerca=/);
    await page.getByRole("link", { name: "Altra Ricerca" }).click();
    await expect(page.getByLabel("Codice Fiscale Destinatario")).toHaveValue(reachable);
    expect(addresses.filter((address) => address.includes(reachable))).toEqual([]);
  });

  test("writes and sends with the keyboard alone", async ({ page }) => {
    await page.goto("/notifiche/nuova");
    const type = async (name: string, text: string) => {
      await tabTo(page, field(page, name));
      await page.keyboard.type(text);
    };
    await type("serviceId", "Anagrafe");
    await type("fiscalCode", reachable);
    await type("subject", "Comunicazione avvenuta protocollazione");
    await tabTo(page, page.getByRole("button", { name: "Grassetto" }));
    await page.keyboard.press("Enter");
    await expect(field(page, "body")).toBeFocused();
    await page.keyboard.type("Importante");
    await page.keyboard.press("End");
    await page.keyboard.type(` ${body}`);
    await expect(field(page, "body")).toHaveValue(`**Importante** ${body}`);
    await expect(page.locator("figure.phone strong", { hasText: "Importante" })).toBeVisible();
    await tabTo(page, addition(page));
    await page.keyboard.press("Enter");
    await expect(notice(page)).toContainText("Notifica registrata e inviata");

    await tabTo(page, lens(page));
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: "Risultato Ricerca" });
    await expect(dialog.getByRole("button", { name: "Chiudi" }).last()).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    await expect(lens(page)).toBeFocused();
  });

  test("reads the dashboard and the guide", async ({ page }) => {
    for (const [path, heading] of [
      ["/", "Cruscotto"],
      ["/guida", "Guida Rapida"],
    ] as const) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(heading);
      await expectNoAxeViolations(page);
    }
    await page.getByRole("link", { name: "Esito incerto" }).click();
    await expect(page.getByRole("heading", { name: "Esito incerto" })).toBeInViewport();
  });
});

test.describe("a clerk who only prepares", () => {
  test.beforeEach(({ page }) => signIn(page, account("anagrafe")));

  test("reads why nothing can be sent", async ({ page }) => {
    const reason =
      "Puoi preparare notifiche per Anagrafe e certificati ma non inviarle. L'abilitazione la dà chi amministra gli operatori.";
    await page.goto("/notifiche/nuova");
    await expect(page.getByText(reason)).toBeVisible();
    await expect(addition(page)).toHaveCount(0);
    await expectNoAxeViolations(page);

    await page.goto("/notifiche/archivio?stato=registered");
    await page.locator("tbody a").first().click();
    const send = page.getByRole("button", { name: "Invia Messaggio" });
    await expect(send).toHaveAttribute("aria-disabled", "true");
    await send.press("Enter");
    await expect(page.locator(".action-outcome", { hasText: reason })).toBeVisible();
    await expect(stateBadge(page)).toHaveText("Registrato");
    await expectNoAxeViolations(page);
  });
});

test.describe("a clerk of another ente", () => {
  test.use({ expectedErrors: [/404/] });

  test("does not find a notification of a service that is not enabled", async ({ page, openContext }) => {
    await signIn(page, account("tributi"));
    await page.goto("/notifiche/archivio");
    const address = await page.locator("tbody a").first().getAttribute("href");

    const other = await (await openContext()).newPage();
    await signIn(other, account("sanita"));
    const answer = await other.goto(address!);
    expect(answer?.status()).toBe(404);
    await expect(other.getByText("Anagrafe e certificati")).toHaveCount(0);
    await expectNoAxeViolations(other);
  });
});

/** Presses Tab until the element has the focus; a keyboard user reaches everything in a few dozen presses. */
async function tabTo(page: Page, target: Locator) {
  for (let presses = 0; presses < 60; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`The keyboard does not reach ${target}`);
}
