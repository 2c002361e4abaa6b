import ExcelJS from "exceljs";
import { account } from "@/bin/demo/accounts";
import { fiscalCodeOf } from "@/tests/support/people";
import { expect, expectNoAxeViolations, screenshot, signIn, test } from "./fixtures";

const text =
  "Gentile {{nome}},\n\nla rata di **{{rata}}** scade il giorno {{giorno}}. Se hai già pagato, non tenere conto di questo messaggio.";

test("a model is written, chosen by a flow, merged with a file and changed", async ({ page }) => {
  await signIn(page, account("tributi"));
  await page.goto("/modelli/nuovo");
  await page.getByLabel("Servizio*").selectOption({ label: "Tributi comunali" });
  const name = `Promemoria della rata ${Date.now()}`;
  await page.getByLabel("Nome*").fill(name);
  await page.getByLabel("Oggetto*").fill("Promemoria per {{nome}}");
  await page.getByLabel("Contenuto*").fill(`${text} {{`);
  await page.getByRole("button", { name: "Aggiungi" }).click();
  await expect(page.getByText(/Un segnaposto non è chiuso/).first()).toBeVisible();
  await expect(page.getByLabel("Contenuto*")).toHaveValue(`${text} {{`);
  await page.getByLabel("Contenuto*").fill(text);
  await page.getByRole("group", { name: "{{rata}}" }).getByLabel("Tipo").selectOption({ label: "Importo" });
  await page.getByRole("group", { name: "{{giorno}}" }).getByLabel("Tipo").selectOption({ label: "Data" });
  await page.getByRole("group", { name: "{{giorno}}" }).getByLabel("La cella può essere vuota").check();
  await page.getByRole("group", { name: "{{giorno}}" }).getByLabel("Se è vuota scrivi").fill("31/12/2030");
  await expect(page.getByRole("figure")).toContainText("1.234,56 €");
  await expect(page.getByRole("figure")).toContainText("Promemoria per [nome]");
  await expectNoAxeViolations(page);
  await screenshot(page, "modello-nuovo");
  await page.getByRole("button", { name: "Aggiungi" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Modello · ${name}`);
  await expectNoAxeViolations(page);
  await page.goto("/modelli");
  await expect(page.getByRole("link", { name })).toBeVisible();
  await expectNoAxeViolations(page);

  await page.goto("/flussi/nuovo");
  await page.getByLabel("Servizio*").selectOption({ label: "Tributi comunali" });
  await page.getByRole("button", { name: "Aggiungi" }).click();
  await page.getByRole("link", { name: "Scegli il testo" }).click();
  await expectNoAxeViolations(page);
  await page.getByLabel("Modello*").selectOption({ label: `${name}, versione 1` });
  await page.getByRole("button", { name: "Usa il modello" }).click();
  await expect(page.getByText("Segnaposto: {{nome}}, {{rata}}, {{giorno}}")).toBeVisible();
  await screenshot(page, "flusso-con-testo");
  const flow = page.url();

  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: "Scarica Template" }).click();
  const template = new ExcelJS.Workbook();
  await template.xlsx.readFile(await (await downloading).path());
  const sheet = template.worksheets[0]!;
  expect((sheet.getRow(1).values as string[]).slice(1, 5)).toEqual(["Codice Fiscale*", "nome*", "rata*", "giorno"]);
  sheet.getRow(2).values = [fiscalCodeOf(81_001), "Maria *Rossi*", 12.5, null];
  sheet.getRow(3).values = [fiscalCodeOf(81_002), "Ugo", null, new Date(Date.UTC(2031, 0, 5))];
  const file = { name: "rate.xlsx", mimeType: "application/octet-stream" };
  const load = async () => {
    await page.goto(`${flow}/importa`);
    const buffer = Buffer.from(await template.xlsx.writeBuffer());
    await page.getByLabel(/Scegli il file Excel/).setInputFiles({ ...file, buffer });
    await page.getByRole("button", { name: "Importa", exact: true }).click();
  };
  await load();
  await expect(page.getByText("1 riga da correggere su 2: non è stato importato nulla")).toBeVisible();
  await expect(page.getByText(/manca il valore di \{\{rata\}\}/i)).toBeVisible();
  sheet.getCell("C3").value = "1.000,00";
  await load();
  await expect(page.getByText("Importate 2 righe")).toBeVisible();
  await page.getByRole("link", { name: "Vai al flusso" }).click();
  await page
    .getByRole("row", { name: /Promemoria per Maria/ })
    .getByRole("link")
    .first()
    .click();
  await expect(page.getByRole("figure")).toContainText("Gentile Maria *Rossi*");
  await expect(page.getByRole("figure")).toContainText("la rata di 12,50 € scade il giorno 31/12/2030");

  await page.goto("/modelli");
  await page.getByRole("link", { name }).click();
  await expect(page.getByText("Questo modello è usato da 1 flusso")).toBeVisible();
  await expectNoAxeViolations(page);
  await page.getByLabel("Oggetto*").fill("Secondo promemoria per {{nome}}");
  await page.getByRole("button", { name: "Aggiorna" }).click();
  await expect(page.getByText("Modello salvato: ora vale la versione 2.")).toBeVisible();
  await screenshot(page, "modello");
  await page.goto(flow);
  await expect(page.getByText("Del modello c'è ora la versione 2: per usarla, sceglilo di nuovo.")).toBeVisible();
  await page.getByRole("link", { name: "Scegli il testo" }).click();
  await expect(page.getByText(/Il testo non si può cambiare finché il flusso contiene notifiche/)).toBeVisible();
});
