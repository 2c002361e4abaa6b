import type { Page } from "@playwright/test";
import { account } from "@/bin/demo/accounts";
import { expect, signIn, test } from "./fixtures";

/** The controls of the manual's screens, by their words: the table of the README says where they are. */
const button = (page: Page, name: string) =>
  page
    .getByRole("button", { name, exact: true })
    .or(page.getByRole("link", { name, exact: true }))
    .or(page.locator("summary").filter({ hasText: new RegExp(`^${name}$`) }))
    .first();
const label = (page: Page, text: string) => page.locator("label, dt, th, legend").filter({ hasText: text }).first();

async function expectWords(page: Page, { labels, buttons }: { labels: string[]; buttons: string[] }) {
  for (const text of labels) await expect.soft(label(page, text), `${text} on ${page.url()}`).toBeAttached();
  for (const name of buttons) await expect.soft(button(page, name), `${name} on ${page.url()}`).toBeVisible();
}

test("every control of the manual's screens is where the README says", async ({ page }) => {
  await signIn(page, account("tributi"));
  await page.goto("/flussi");
  await expect(page.getByText("Parametri Ricerca")).toBeVisible();
  await expectWords(page, {
    labels: ["UUID", "Stato", "Servizio", "Note"],
    buttons: ["Nuovo", "Elenca", "Carica", "Salva", "Reset"],
  });
  await button(page, "Elenca").click();
  await expectWords(page, {
    labels: ["UUID", "Data", "Ora", "Stato", "Note", "Messaggi", "Utente mod.", "Data mod.", "Dis."],
    buttons: ["Nuovo", "Altra Ricerca", "Esporta Excel"],
  });
  await expect(page.getByText(/Visualizzati 1 - \d+ di \d+/)).toBeVisible();
  await expect(page.getByText(/Pagina 1 di \d+/)).toBeVisible();
  await page.goto("/flussi/archivio?stato=incomplete");
  await page.locator("tbody tr").first().dblclick();
  await page.waitForURL(/\/flussi\/[0-9a-f-]{36}/);
  await expectWords(page, {
    labels: [
      ...["UUID", "Servizio", "Data", "Ora", "Note", "Stato", "Contesto Applicativo", "Chiave Applicativo"],
      ...["Oggetto", "C.F. Dest.", "Utente mod.", "Data mod.", "Dis.", "Ultima modifica", "Effettuata da"],
    ],
    buttons: [
      ...["Aggiorna", "Altra Ricerca", "Torna Elenco", "Verifica Stato", "Importa da File Excel"],
      ...["Scarica Template", "Guida Rapida", "Esporta Excel", "Duplica flusso", "Attiva", "Riporta in preparazione"],
    ],
  });
  await expect(button(page, "Riprendi").or(button(page, "Invia Flusso")).first()).toBeVisible();
  await page.goto("/notifiche");
  await expectWords(page, {
    labels: ["Servizio", "Oggetto", "Stato"],
    buttons: ["Nuovo", "Elenca", "Carica", "Salva", "Reset"],
  });
  await page.goto("/notifiche/nuova");
  await expectWords(page, {
    labels: [
      ...["Servizio", "Codice Fiscale Destinatario", "Oggetto", "Contenuto", "Scadenza", "Somma"],
      ...["Notifica Pagamento", "Paga dopo la scadenza"],
    ],
    buttons: ["Aggiungi"],
  });
  await page.goto("/notifiche/archivio?stato=error");
  await page.locator("tbody tr").first().dblclick();
  await page.waitForURL(/\/notifiche\/[0-9a-f-]{36}/);
  await expectWords(page, {
    labels: [
      ...["UUID Notifica", "Servizio", "Stato", "Codice Fiscale Destinatario", "Oggetto", "Contenuto", "Scadenza"],
      ...["ID Consegna App.IO", "Tentativi Invio", "Data invio", "Ora invio", "Errore"],
      ...["Stato Consegna", "Stato Mail", "Stato Push", "Ultima modifica", "Effettuata da"],
    ],
    buttons: [],
  });
  await expect(page.getByRole("heading", { name: "Stato della Trasmissione" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Stato della Notifica" })).toBeVisible();
});
