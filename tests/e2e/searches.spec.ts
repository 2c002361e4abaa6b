import { account } from "@/bin/demo/accounts";
import { expect, expectNoAxeViolations, screenshot, signIn, test } from "./fixtures";

const tributi = account("tributi");

test.describe("named searches", () => {
  test.beforeEach(async ({ page }) => signIn(page, tributi));

  test("are saved, loaded, replaced and deleted, by keyboard alone", async ({ page }) => {
    await page.goto("/flussi");
    await page.getByLabel("Note").fill("TARI");
    await page.getByLabel("Stato").selectOption("sent");
    const save = page.locator("summary", { hasText: "Salva" });
    await save.focus();
    await page.keyboard.press("Enter");
    await expectNoAxeViolations(page);
    await page.getByRole("button", { name: "Salva la ricerca" }).click();
    await expect(page.getByLabel("Nome della ricerca")).toHaveAccessibleDescription("Scrivi il nome della ricerca.");
    // What was filled in is still there.
    await expect(page.getByLabel("Note")).toHaveValue("TARI");
    await page.getByLabel("Nome della ricerca").fill("Rate inviate");
    await page.getByLabel("Nome della ricerca").press("Enter");
    await expect(page.getByText("Ricerca salvata. La ritrovi in Carica.")).toBeVisible();
    await expect(page.getByLabel("Stato")).toHaveValue("sent");
    await expectNoAxeViolations(page);

    await page.getByRole("button", { name: "Reset" }).click();
    await expect(page).toHaveURL(/\/flussi$/);
    await expect(page.getByLabel("Note")).toHaveValue("");

    // The same name again: refused, then replaced.
    await page.getByLabel("Note").fill("mensa");
    await save.press("Enter");
    await page.getByLabel("Nome della ricerca").fill("Rate inviate");
    await page.getByRole("button", { name: "Salva la ricerca" }).click();
    const replace = page.getByRole("button", { name: "Sostituisci quella che c'è" });
    await expect(replace).toBeVisible();
    await expectNoAxeViolations(page);
    await screenshot(page, "flussi-salva-ricerca");
    await replace.click();
    await expect(page.getByText("Ricerca salvata.")).toBeVisible();

    await page.goto("/flussi");
    const load = page.locator("summary", { hasText: "Carica" });
    await load.press("Enter");
    await expectNoAxeViolations(page);
    await screenshot(page, "flussi-carica-ricerca");
    await page.getByRole("link", { name: "Rate inviate" }).press("Enter");
    await expect(page.getByLabel("Note")).toHaveValue("mensa");
    await expect(page.getByLabel("Stato")).toHaveValue("");

    await load.press("Enter");
    await page.getByRole("button", { name: "Elimina la ricerca Rate inviate" }).press("Enter");
    await expect(page).toHaveURL(/\/flussi$/);
    await load.press("Enter");
    await expect(page.getByText("Non hai ancora ricerche salvate")).toBeVisible();
  });

  test("keep a fiscal code out of every address", async ({ page }) => {
    await page.goto("/notifiche/archivio");
    const fiscalCode = (await page.locator("tbody tr").first().locator("td").nth(3).innerText()).trim();
    const addresses: string[] = [];
    page.on("request", (request) => addresses.push(request.url()));

    await page.goto("/notifiche");
    await page.getByLabel("Codice Fiscale Destinatario").fill(fiscalCode);
    await page.locator("summary", { hasText: "Salva" }).click();
    await page.getByLabel("Nome della ricerca").fill("Una persona");
    await page.getByRole("button", { name: "Salva la ricerca" }).click();
    await expect(page.getByText("Ricerca salvata.")).toBeVisible();
    await page.goto("/notifiche");
    await page.locator("summary", { hasText: "Carica" }).click();
    await expectNoAxeViolations(page);
    await screenshot(page, "notifiche-carica-ricerca");
    await page.getByRole("link", { name: "Una persona" }).click();
    await expect(page.getByLabel("Codice Fiscale Destinatario")).toHaveValue(fiscalCode);
    await page.locator("summary", { hasText: "Salva" }).click();
    await page.getByLabel("Nome della ricerca").fill("Mario e basta");
    await page.getByRole("button", { name: "Elenca" }).click();
    await expect(page).toHaveURL(/\/notifiche\/archivio\?.*ricerca=/);
    expect(page.url()).not.toMatch(/nome|Mario|screen|sostituisci/);
    for (const row of await page.locator("tbody tr").all()) await expect(row).toContainText(fiscalCode);
    await expect(page.getByText(/^Visualizzati 1 - /)).toBeVisible();
    expect(addresses.filter((address) => address.includes(fiscalCode))).toEqual([]);
  });

  test("fit a telephone", async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    for (const path of ["/flussi", "/notifiche"])
      for (const drawer of ["Carica", "Salva"]) {
        await page.goto(path);
        await page.locator("summary", { hasText: drawer }).click();
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
        await expectNoAxeViolations(page);
      }
    await screenshot(page, "notifiche-salva-390");
  });
});

test("named searches work without JavaScript", async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL, javaScriptEnabled: false, locale: "it-IT" });
  const page = await context.newPage();
  await signIn(page, tributi);
  await page.goto("/flussi");
  await page.getByLabel("Note").fill("TARI");
  await page.locator("summary", { hasText: "Salva" }).click();
  await page.getByLabel("Nome della ricerca").fill("Senza script");
  await page.getByRole("button", { name: "Salva la ricerca" }).click();
  await expect(page.getByText("Ricerca salvata.")).toBeVisible();
  await page.locator("summary", { hasText: "Carica" }).click();
  await page.getByRole("link", { name: "Senza script" }).click();
  await expect(page.getByLabel("Note")).toHaveValue("TARI");
  await page.locator("summary", { hasText: "Carica" }).click();
  await page.getByRole("button", { name: "Elimina la ricerca Senza script" }).click();
  await page.locator("summary", { hasText: "Carica" }).click();
  await expect(page.getByText("Non hai ancora ricerche salvate")).toBeVisible();
  await context.close();
});

test("archives show their screens at 1280×800", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await signIn(page, tributi);
  for (const path of ["/flussi/archivio", "/notifiche/archivio"]) {
    await page.goto(path);
    await page.screenshot({ path: `test-results/screens/archive${path.replaceAll("/", "-")}-1280x800.png` });
    const [body, foot] = [await page.locator("tbody").boundingBox(), await page.locator(".table-foot").boundingBox()];
    const rows = await page.locator("tbody tr").count();
    expect((800 - body!.y - foot!.height) / (body!.height / rows)).toBeGreaterThanOrEqual(12);
    const table = page.locator(".table-scroll");
    expect(await table.evaluate((box) => box.scrollWidth - box.clientWidth), `${path} scrolls sideways`).toBe(0);
  }
});
