import type { Page } from "@playwright/test";
import postgres from "postgres";
import { helpSlugs } from "@/app/help";
import { account } from "@/bin/demo/accounts";
import { expect, expectNoAxeViolations, screenshot, signIn, test } from "./fixtures";

const phone = { width: 390, height: 844 };
const desk = { width: 1280, height: 800 };

/** The page as it is, without what would make it scroll sideways. */
async function expectToFit(page: Page) {
  const { wide, shown } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    shown: document.documentElement.clientWidth,
  }));
  expect(wide, `${page.url()} scrolls sideways`).toBeLessThanOrEqual(shown);
}

/** Sees a page at the desk and on a phone; what is made of text alone need not be checked twice. */
async function look(page: Page, name: string, text = false) {
  for (const [size, where] of [
    [desk, "1280"],
    [phone, "390"],
  ] as const) {
    await page.setViewportSize(size);
    await expectToFit(page);
    if (!text || size === desk) await expectNoAxeViolations(page);
    await screenshot(page, `${name}-${where}`);
  }
  await page.setViewportSize(desk);
}

test.describe("the dashboard", () => {
  test.beforeEach(async ({ page }) => signIn(page, account("tributi")));

  test("shows what came of 30 days in pictures, and in numbers that are links to their rows", async ({ page }) => {
    await page.goto("/");
    const panel = page.getByRole("region", { name: "Esiti degli ultimi 30 giorni" });
    await expect(panel.getByRole("img", { name: /^Barre per giorno\./ })).toBeVisible();
    await panel.getByText("I numeri di ogni giorno").click();
    await panel.getByText("I numeri di ogni servizio").click();
    await expect(panel.getByRole("columnheader", { name: "disponibili nell'app" }).first()).toBeVisible();
    await look(page, "dashboard");

    const link = panel.getByRole("listitem").getByRole("link", { name: /non raggiungibil/ });
    const [told] = (await link.innerText()).match(/[\d.]+/) ?? [];
    await link.click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Archivio Notifiche");
    await expect(page.getByRole("status").filter({ hasText: "Visualizzati" })).toContainText(`di ${told}`);
  });

  test("tells the platform faults, and whoever has nothing where to begin", async ({ page, openContext }) => {
    await page.goto("/");
    await expect(page.getByRole("region", { name: "Guasti degli ultimi 7 giorni" })).toBeVisible();
    await expect(page.getByRole("region", { name: "Primi passi" })).toBeHidden();

    const sql = postgres(process.env.E2E_DATABASE_URL ?? "", { max: 1 });
    const username = "prima-volta";
    try {
      await sql`
        insert into operators (username, name, password_hash, demo, created_by, updated_by)
        select ${username}, 'Prima Volta', password_hash, true, 'prova', 'prova' from operators where username = 'tributi'
        on conflict do nothing`;
      const other = await (await openContext()).newPage();
      await signIn(other, { username, password: account("tributi").password });
      const steps = other.getByRole("region", { name: "Primi passi" });
      await expect(steps.getByRole("listitem")).toHaveCount(4);
      await look(other, "dashboard-empty");
    } finally {
      await sql`delete from operators where username = ${username}`;
      await sql.end();
    }
  });
});

test.describe("the help", () => {
  test("is one link away in the same place of every screen", async ({ page }) => {
    await signIn(page, account("tributi"));
    await page.goto("/flussi/archivio");
    await page.getByRole("link", { name: "Aiuto su questa pagina" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Gestione Flussi e Archivio Flussi");
    await page.goto("/guida");
    await look(page, "guide");
    for (const slug of helpSlugs) {
      await page.goto(`/guida/${slug}`);
      await expect(page.getByRole("heading", { name: "Che cosa può andare storto" })).toBeVisible();
      await look(page, `guide-${slug}`, true);
    }
  });
});

test.describe("the shell", () => {
  test.use({ expectedErrors: [/404|500|React error #441|ERR_INTERNET_DISCONNECTED/] });
  test.beforeEach(async ({ page }) => signIn(page, account("tributi")));

  test("says in words what is not there", async ({ page }) => {
    const nowhere = "0b0f9d1c-3f7e-4a58-9d53-1f6f6c3b2a11";
    for (const [path, title, name] of [
      [`/flussi/${nowhere}`, "Flusso non trovato", "not-found-flow"],
      [`/notifiche/${nowhere}`, "Notifica non trovata", "not-found-notification"],
      ["/guida/niente", "Pagina non trovata", "not-found-page"],
    ] as const) {
      expect((await page.goto(path))?.status()).toBe(404);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
      await look(page, name);
    }
  });

  test("gives a code and a way out when something breaks", async ({ page }) => {
    const sql = postgres(process.env.E2E_DATABASE_URL ?? "", { max: 1 });
    await sql`alter table searches rename to searches_away`;
    try {
      await page.goto("/notifiche/archivio?ricerca=0b0f9d1c-3f7e-4a58-9d53-1f6f6c3b2a11");
      await expect(page.getByText(/comunica il codice \d+/)).toBeVisible();
      await look(page, "error");
    } finally {
      await sql`alter table searches_away rename to searches`;
      await sql.end();
    }
    await page.getByRole("link", { name: "Torna al Cruscotto" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Cruscotto");
  });

  test("says that the network is gone", async ({ page, context }) => {
    await page.goto("/guida");
    await context.setOffline(true);
    await expect(page.getByText("Questo computer non è collegato alla rete.")).toBeVisible();
    await expectNoAxeViolations(page);
    await context.setOffline(false);
    await expect(page.getByText("Questo computer non è collegato alla rete.")).toBeHidden();
  });

  test("has its menu behind one word on a phone, also for the keyboard", async ({ page }) => {
    await page.setViewportSize(phone);
    await page.goto("/");
    const link = page.getByRole("link", { name: "Gestione Flussi", exact: true });
    await expect(link).toBeHidden();
    const menu = page.locator("summary", { hasText: /^Menu$/ });
    await menu.focus();
    await page.keyboard.press("Enter");
    await expect(link).toBeVisible();
    await expectToFit(page);
    await expectNoAxeViolations(page);
    await screenshot(page, "menu-390");
    await link.click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Gestione Flussi");
    await expect(link).toBeHidden();
  });

  test("prints the facts with their address and the hour, without what can only be pressed", async ({ page }) => {
    await page.goto("/flussi/archivio?stato=incomplete");
    await page.locator("tbody a").first().click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Flusso");
    await page.emulateMedia({ media: "print" });
    await expect(page.getByText(/stampato alle \d\d:\d\d:\d\d - \d\d\/\d\d\/\d{4}/)).toBeVisible();
    await expect(page.getByText(new RegExp(`${new URL(page.url()).pathname} ·`))).toBeVisible();
    await expect(page.getByRole("link", { name: "Aiuto" })).toBeHidden();
    await expect(page.getByRole("navigation", { name: "Menu principale" })).toBeHidden();
    await expect(page.getByRole("button").first()).toBeHidden();
    await expect(page.getByText("UUID").first()).toBeVisible();
    await screenshot(page, "print-flow");
    await page.emulateMedia({ media: "screen" });
    await page.goto("/accessibilita");
    await look(page, "accessibility");
  });
});

test("a flow is duplicated without its recipients, and says what it is", async ({ page }) => {
  await signIn(page, account("tributi"));
  await page.goto("/flussi/archivio?stato=sent");
  await page.locator("tbody a").first().click();
  await page.getByRole("button", { name: "Duplica flusso" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Flusso · Copia di /);
  await expect(page.getByRole("status").filter({ hasText: "Questo è un flusso nuovo" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Esiti" })).toContainText("0 notifiche");
  await look(page, "flow-duplicated");
});
