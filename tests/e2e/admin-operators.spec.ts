import type { Page } from "@playwright/test";
import { account } from "@/bin/demo/accounts";
import { expect, expectNoAxeViolations, screenshot, signIn, test } from "./fixtures";

const ammin = account("ammin");
const scuola = { username: "scuola", password: "refezione e trasporto", name: "Olga Ferri" };

test.use({ expectedErrors: [/404/] });

const saved = (page: Page) => page.getByText(/^Modifiche salvate/);
const services = async (page: Page) => {
  await page.goto("/flussi");
  return page.getByLabel("Servizio", { exact: true }).locator("option").allInnerTexts();
};

async function look(page: Page, name: string) {
  await expectNoAxeViolations(page);
  await screenshot(page, name);
}

/** Opens one row of a list by its link. */
async function openFrom(page: Page, list: string, link: string) {
  await page.goto(list);
  await page.getByRole("link", { name: link, exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/ · /);
}

test("an administrator makes a role and an operator, who does what the role says, from request to request", async ({
  page,
  openContext,
}) => {
  await signIn(page, ammin);
  await page.goto("/ruoli");
  await look(page, "ruoli");
  await page.getByRole("link", { name: "Nuovo", exact: true }).click();
  await page.getByRole("button", { name: "Aggiungi" }).click();
  await expect(page.getByLabel("Nome del ruolo*")).toHaveAccessibleDescription("Scrivi il nome del ruolo.");
  await look(page, "ruolo-nuovo");
  await page.getByLabel("Nome del ruolo*").fill("ufficio tributi");
  await page.getByLabel("preparare").check();
  await page.getByRole("button", { name: "Aggiungi" }).click();
  await expect(page.getByLabel("Nome del ruolo*")).toHaveAccessibleDescription(/C'è già un ruolo con questo nome/);
  await expect(page.getByLabel("preparare")).toBeChecked();
  await page.getByLabel("Nome del ruolo*").fill("Ufficio Scuola");
  await page.getByRole("button", { name: "Aggiungi" }).click();
  await expect(page.getByText("Ruolo senza effetto")).toBeVisible();
  await look(page, "ruolo-senza-servizi");
  const role = page.url();
  await page.getByLabel(/^Anagrafe e certificati/).check();
  await page.getByRole("button", { name: "Aggiorna" }).click();
  await expect(saved(page)).toBeVisible();
  await expect(page.getByText("Ruolo senza effetto")).toBeHidden();

  await page.goto("/operatori");
  await look(page, "operatori");
  await page.getByRole("link", { name: "Nuovo", exact: true }).click();
  await page.getByLabel("Nome utente*").fill("tributi");
  await page.getByLabel("Nome e cognome*").fill(scuola.name);
  await page.getByLabel("Posta elettronica").fill("scuola");
  await page.getByLabel("Password provvisoria*").fill("breve");
  await page.getByRole("button", { name: "Aggiungi" }).click();
  await expect(page.getByLabel("Posta elettronica")).toHaveAccessibleDescription(/Scrivi un indirizzo completo/);
  await expect(page.getByLabel("Password provvisoria*")).toHaveAccessibleDescription(/almeno 12 caratteri/);
  await look(page, "operatore-nuovo");
  await page.getByLabel("Posta elettronica").fill("scuola@comune.example");
  await page.getByLabel("Password provvisoria*").fill(scuola.password);
  await page.getByLabel("Ufficio Scuola").check();
  await page.getByRole("button", { name: "Aggiungi" }).click();
  await expect(page.getByLabel("Nome utente*")).toHaveAccessibleDescription(/Questo nome utente c'è già/);
  await page.getByLabel("Nome utente*").fill(scuola.username);
  await page.getByLabel("Password provvisoria*").fill(scuola.password);
  await page.getByRole("button", { name: "Aggiungi" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Operatore · ${scuola.name}`);
  const operator = page.url();

  const clerk = await (await openContext()).newPage();
  await signIn(clerk, scuola);
  expect((await services(clerk)).filter((name) => name !== "Tutti")).toEqual(["Anagrafe e certificati"]);
  await clerk.goto("/flussi/archivio");
  const flow = new URL((await clerk.locator("tbody a").first().getAttribute("href"))!, clerk.url()).href;
  expect((await clerk.goto(flow))?.status()).toBe(200);
  for (const path of [role, operator, "/operatori", "/operatori/nuovo", "/ruoli", "/ruoli/nuovo"])
    expect((await clerk.goto(path))?.status(), path).toBe(404);
  await expectNoAxeViolations(clerk);

  await page.reload();
  await expect(page.getByText("1 sessione aperta:")).toBeVisible();
  await look(page, "operatore");

  await page.goto(role);
  await page.getByLabel(/^Anagrafe e certificati/).uncheck();
  await page.getByLabel(/^Ticket sanitari/).check();
  await page.getByRole("button", { name: "Aggiorna" }).click();
  await expect(saved(page)).toBeVisible();
  await look(page, "ruolo");
  expect((await clerk.goto(flow))?.status()).toBe(404);
  expect((await services(clerk)).filter((name) => name !== "Tutti")).toEqual(["Ticket sanitari"]);

  await page.getByRole("button", { name: "Elimina", exact: true }).press("Enter");
  await expect(page.locator(".alert p").filter({ hasText: "Il ruolo è assegnato a 1 operatore" })).toBeVisible();

  await page.goto(operator);
  await page.getByRole("button", { name: "Chiudi tutte le sessioni" }).click();
  await expect(page.getByText("1 sessione chiusa: serve un nuovo accesso.")).toBeVisible();
  await clerk.goto("/flussi");
  await expect(clerk).toHaveURL(/\/accesso/);

  await page.getByLabel("Password provvisoria*").fill("mensa e gite di maggio");
  await page.getByRole("button", { name: "Imposta la password" }).click();
  await expect(page.getByText(/^Password impostata e sessioni chiuse/)).toBeVisible();
  await signIn(clerk, { ...scuola, password: "mensa e gite di maggio" });
  await page.reload();
  await page.getByRole("button", { name: "Disabilita" }).click();
  await expect(page.getByText(/^Operatore disabilitato/)).toBeVisible();
  await clerk.goto("/flussi");
  await expect(clerk).toHaveURL(/\/accesso/);

  await page.getByLabel("Ufficio Scuola").uncheck();
  await page.getByRole("button", { name: "Aggiorna" }).click();
  await expect(page.getByText("Nessun ruolo", { exact: true })).toBeVisible();
  await look(page, "operatore-disabilitato");
  await page.goto(role);
  await page.getByRole("button", { name: "Elimina", exact: true }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await look(page, "ruolo-elimina");
  await page.getByRole("button", { name: "Elimina il ruolo" }).click();
  await expect(page).toHaveURL(/\/ruoli$/);
  await expect(page.getByRole("link", { name: "Ufficio Scuola" })).toBeHidden();
});

test("the last administrator is kept, in words", async ({ page }) => {
  const refusal = page.getByText("nessuno potrebbe più amministrare FlussIO").first();
  await signIn(page, ammin);
  await openFrom(page, "/operatori?utente=ammin", "ammin");
  await page.getByRole("button", { name: "Disabilita" }).click();
  await expect(refusal).toBeVisible();
  await page.reload();
  await page.getByLabel("Amministratori").uncheck();
  await page.getByRole("button", { name: "Aggiorna" }).click();
  await expect(refusal).toBeVisible();
  await look(page, "ultimo-amministratore");
  await openFrom(page, "/ruoli", "Amministratori");
  await page.getByLabel("amministrare").uncheck();
  await page.getByRole("button", { name: "Aggiorna" }).click();
  await expect(refusal).toBeVisible();
  expect((await page.goto("/operatori"))?.status()).toBe(200);
});

test("everybody has a profile with his own e-mail and password", async ({ page, openContext }) => {
  const anagrafe = account("anagrafe");
  await signIn(page, anagrafe);
  await page.getByRole("link", { name: anagrafe.name }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Il mio profilo");
  await expect(page.getByText("Puoi preparare per:")).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: /^Anagrafe e certificati \(Comune/ })).toBeVisible();
  await page.getByLabel("Posta elettronica").fill("anagrafe@comune.example");
  await page.getByRole("button", { name: "Aggiorna" }).click();
  await expect(saved(page)).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Posta elettronica")).toHaveValue("anagrafe@comune.example");

  const other = await (await openContext()).newPage();
  await signIn(other, anagrafe);
  const change = async (from: string, to: string, again = to) => {
    await page.getByLabel("Password di adesso*").fill(from);
    await page.getByLabel("Nuova password*", { exact: true }).fill(to);
    await page.getByLabel("Ripeti la nuova password*").fill(again);
    await page.getByRole("button", { name: "Cambia la password" }).click();
  };
  await change("sbagliata davvero", "certificati in linea", "certificati in coda");
  await expect(page.getByLabel("Ripeti la nuova password*")).toHaveAccessibleDescription(
    "Le due password sono diverse.",
  );
  await change("sbagliata davvero", "certificati in linea");
  await expect(page.getByLabel("Password di adesso*")).toHaveAccessibleDescription(/non è quella giusta/);
  await look(page, "profilo");
  await change(anagrafe.password, "certificati in linea");
  await expect(page.getByText("Password cambiata. 1 altra tua sessione è stata chiusa.")).toBeVisible();
  await other.goto("/flussi");
  await expect(other).toHaveURL(/\/accesso/);
  // The other journeys sign in with the password of the demo.
  await change("certificati in linea", anagrafe.password);
  await expect(page.getByText("Password cambiata.", { exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Il mio profilo");
});

test("whoever may only approve reads so in the profile", async ({ page }) => {
  await signIn(page, account("dirigente"));
  await page.goto("/profilo");
  await expect(page.getByText("Puoi approvare per:")).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: /\(Comune/ })).toHaveCount(2);
});
