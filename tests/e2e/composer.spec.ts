import type { Page } from "@playwright/test";
import { account } from "@/bin/demo/accounts";
import { demoPeople } from "@/lib/appio/sandbox/demo-people";
import { expect, expectNoAxeViolations, screenshot, signIn, test } from "./fixtures";

/** Its messages are refused, so that what was written can be corrected. */
const refused = demoPeople.find((one) => one.name === "Elio Scorretti")!.fiscalCode;

const text =
  "La tua richiesta è stata registrata al protocollo. L'ufficio competente la esaminerà entro trenta giorni.";

const field = (page: Page, name: string) => page.locator(`[name="${name}"]`);
const phone = (page: Page) => page.locator("figure.phone");
const findings = (page: Page) => page.locator(".composer .findings li");
const openButtons = (page: Page) => page.getByText("Pulsanti sotto il messaggio").click();

test.beforeEach(async ({ page }) => {
  await signIn(page, account("tributi"));
  await page.goto("/notifiche/nuova");
  await field(page, "serviceId").selectOption({ label: "Anagrafe e certificati" });
});

test("formats with the toolbar by the keyboard, and undoes", async ({ page }) => {
  const body = field(page, "body");
  const press = async (name: string) => {
    const button = page.getByRole("button", { name, exact: true });
    await button.focus();
    await page.keyboard.press("Enter");
    await expect(body).toBeFocused();
  };
  await body.fill("Paga entro oggi");
  await body.evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(5, 10));
  await press("Grassetto");
  await expect(body).toHaveValue("Paga **entro** oggi");
  await page.keyboard.press("Control+z");
  await expect(body).toHaveValue("Paga entro oggi");
  await press("Corsivo");
  await page.keyboard.press("Control+z");

  for (const level of ["# ", "## ", "### ", ""]) {
    await press("Titolo");
    await expect(body).toHaveValue(`${level}Paga entro oggi`);
  }
  await press("Elenco");
  await expect(phone(page).getByRole("listitem").filter({ hasText: "Paga entro oggi" })).toBeVisible();
  await press("Elenco");
  await body.evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(5, 10));
  await press("Collegamento");
  await page.keyboard.type("https://www.comune.it");
  await expect(body).toHaveValue("Paga [entro](https://www.comune.it) oggi");
  await expect(phone(page).getByRole("link", { name: "entro" })).toHaveAttribute("href", "https://www.comune.it");
});

test("counts the buttons in the body and shows them on the phone", async ({ page }) => {
  const counter = page.locator("#body-hint");
  await field(page, "body").fill(text);
  await expect(counter).toContainText(`${text.length} di 10.000 caratteri`);
  await openButtons(page);
  await field(page, "cta1Text").fill('Prenota: "qui"');
  await field(page, "cta1Address").fill("www.comune.it/prenota");
  await field(page, "cta2Text").fill("Chiama");
  await field(page, "cta2Kind").selectOption("phone");
  await expect(page.getByLabel("Numero di telefono")).toBeVisible();
  await field(page, "cta2Address").fill("011 1234567");
  await expect(counter).toContainText(/, di cui \d{3} dei pulsanti/);
  const shown = phone(page).getByRole("list", { name: "Pulsanti del messaggio" }).getByRole("listitem");
  await expect(shown).toHaveText(['Prenota: "qui"', "Chiama"]);
  await expect(findings(page)).toHaveCount(0);
  await expectNoAxeViolations(page);

  await field(page, "fiscalCode").fill(refused);
  await field(page, "subject").fill("Prenotazione allo sportello");
  await field(page, "cta2Address").fill("chiamaci");
  await page.getByRole("button", { name: "Aggiungi" }).click();
  const summary = page.locator("form .form-outcome");
  await expect(summary.getByRole("link")).toHaveText(["Indirizzo del secondo pulsante"]);
  await summary.getByRole("link").click();
  await expect(field(page, "cta2Address")).toBeFocused();
  await expect(field(page, "cta2Address")).toHaveAccessibleDescription(/così il pulsante non apre nulla/);
  await expectNoAxeViolations(page);

  await field(page, "cta2Address").fill("011 1234567");
  await page.getByRole("button", { name: "Aggiungi" }).click();
  await page.waitForURL(/\/notifiche\/[0-9a-f-]{36}/);
  // Refused by App IO: it can be corrected, and its front matter is fields again.
  await expect(field(page, "body")).toHaveValue(text);
  await expect(field(page, "cta1Address")).toHaveValue("https://www.comune.it/prenota");
  await expect(field(page, "cta2Kind")).toHaveValue("phone");
  await expect(shown).toHaveText(['Prenota: "qui"', "Chiama"]);
  await expectNoAxeViolations(page);

  // What the fields cannot say is kept as text.
  const byHand = `---\nit:\n  cta_1:\n    text: "Accedi"\n    action: "iosso://https://www.comune.it"\n---\n${text}`;
  for (const name of ["cta1Text", "cta1Address", "cta2Text", "cta2Address"]) await field(page, name).fill("");
  await field(page, "body").fill(byHand);
  await expect(page.getByText("scritte a mano")).toBeVisible();
  await expect(findings(page)).toContainText(["i pulsanti ci sono solo in italiano"]);
  await page.getByRole("button", { name: "Aggiorna" }).click();
  await expect(page.getByText("Modifiche salvate.")).toBeVisible();
  await page.reload();
  await expect(field(page, "body")).toHaveValue(byHand);
  await expect(shown).toHaveText(["Accedi"]);
  await expectNoAxeViolations(page);
});

test("warns of what the phone would not show, and stops only what it could not open", async ({ page }) => {
  await field(page, "subject").fill(`Avviso per ${refused}`);
  await expect(page.getByText("nell'oggetto c'è un codice fiscale")).toBeVisible();
  await field(page, "fiscalCode").fill(refused);
  await expect(page.getByText("nell'oggetto c'è il codice fiscale del destinatario")).toBeVisible();

  await field(page, "body").fill(
    `#### Titolo\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\n${text} ~~via~~\n\n---\n\nFine`,
  );
  await expect(findings(page)).toContainText([
    "Riga 1: App IO ha tre grandezze di titolo",
    "Riga 3: App IO non mostra le tabelle",
    "Riga 7: App IO non mostra il testo barrato",
    "Riga 9: la copia per e-mail comincia solo dopo l'ultimo ---",
  ]);
  await expect(phone(page).getByText("via")).toHaveCount(0);
  await expectNoAxeViolations(page);
  await screenshot(page, "composer-findings-1280");

  await field(page, "body").fill(`---\nit:\n  cta_1: Paga: ora\n---\n${text}`);
  await expect(findings(page)).toContainText(["Errore · Riga 3: le righe dei pulsanti"]);
  await page.getByRole("button", { name: "Aggiungi" }).click();
  await expect(page.locator("form .form-outcome").getByRole("link")).toHaveText(["Contenuto"]);
  await expect(field(page, "body")).toHaveAccessibleDescription(/App IO nasconderebbe tutto il messaggio/);
  await expectNoAxeViolations(page);
});

test("writes a payment as it is read, and previews it", async ({ page }) => {
  await field(page, "subject").fill("Tassa rifiuti 2026, prima rata");
  await field(page, "body").fill(`**Prima rata.** ${text}`);
  const notice = field(page, "noticeNumber");
  await notice.pressSequentially("301234567890123456");
  await expect(notice).toHaveValue("3012 3456 7890 1234 56");
  await notice.press("Home");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Delete");
  await page.keyboard.type("0");
  await expect(notice).toHaveValue("3012 3456 7890 1234 56");
  expect(await notice.evaluate((input: HTMLInputElement) => input.selectionStart)).toBe(2);

  await field(page, "amount").fill("1234,5");
  await field(page, "amount").blur();
  await expect(field(page, "amount")).toHaveValue("1.234,50");

  const box = field(page, "payableAfterDue");
  await expect(box).toBeChecked();
  await expect(box).toHaveAccessibleDescription(/Conta solo quando c'è una scadenza: ora non c'è/);
  await field(page, "dueDate").fill("2031-12-31");
  await expect(box).toHaveAccessibleDescription(/Senza la spunta/);
  await box.uncheck({ force: true });

  await expect(phone(page)).toContainText("Comune di Borgofiorito");
  await expect(phone(page)).toContainText("Scade il 31/12/31 alle ore 23:59");
  await expect(phone(page)).toContainText("Codice avviso 3012 3456 7890 1234 56");
  await expect(phone(page)).toContainText("1.234,50 €");
  await expect(phone(page)).toContainText("Dopo la scadenza l'avviso non si può più pagare dall'app.");
  const shown = phone(page).getByRole("list", { name: "Pulsanti del messaggio" }).getByRole("listitem");
  await expect(shown).toHaveText(["Paga"]);
  await openButtons(page);
  await field(page, "cta1Text").fill("Vai al sito");
  await field(page, "cta1Address").fill("https://www.comune.it");
  await expect(shown).toHaveText(["Paga", "Vai al sito"]);

  await expectNoAxeViolations(page);
  await screenshot(page, "composer-1280");
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoAxeViolations(page);
  await screenshot(page, "composer-390");
});
