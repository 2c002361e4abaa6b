import type { Page } from "@playwright/test";
import postgres from "postgres";
import { account } from "@/bin/demo/accounts";
import { expect, expectNoAxeViolations, screenshot, signIn, test } from "./fixtures";
import { readyFlow, state } from "./ready-flow";

const notice = (page: Page) => page.getByRole("region", { name: "Approvazione" });

/** What the ente of "Anagrafe e certificati" asks of its sends; taken back at the end, because others send there too. */
async function ente(columns: { threshold: number | null; hours: object | null }) {
  const sql = postgres(process.env.E2E_DATABASE_URL ?? "", { max: 1 });
  await sql`
    update organizations set approval_threshold = ${columns.threshold},
      sending_hours = ${columns.hours === null ? null : JSON.stringify(columns.hours)}::text::jsonb
    where id = (select organization_id from services where code = 'ANAG')`;
  await sql.end();
}

async function ask(page: Page) {
  await page.goto(`${new URL(page.url()).pathname}/invia/conferma`);
  await expect(page.getByText(/Oltre 1 notifica serve l'approvazione di un'altra persona\./)).toBeVisible();
  await page.getByText("Ho controllato testo, destinatari, importi e scadenze.").click();
  await page.getByRole("button", { name: "Chiedi l'approvazione" }).click();
  await expect(notice(page)).toContainText("In attesa di approvazione");
}

test.beforeEach(() => ente({ threshold: 1, hours: null }));
test.afterEach(() => ente({ threshold: null, hours: null }));

test("a second person refuses with a motive, then approves, and the send leaves", async ({
  page,
  openContext,
}, info) => {
  await signIn(page, account("tributi"));
  const path = await readyFlow(page, info, { rows: 2, from: 60_000 });

  await test.step("the author asks instead of sending", async () => {
    await page.goto(`${path}/invia/conferma`);
    await expect(page.getByRole("button", { name: "Invia 2 notifiche" })).toHaveCount(0);
    await page.getByRole("button", { name: "Chiedi l'approvazione" }).click();
    await expect(page.getByText("Per chiedere l'approvazione, conferma il controllo.").first()).toBeVisible();
    await expectNoAxeViolations(page);
    await screenshot(page, "approvazione-da-chiedere");
    await page.goto(path);
    await ask(page);
    await expect(notice(page)).toContainText(/Approvazione chiesta .* da Bruno Serafini\. .*Livia Castaldi/);
    await expect(state(page)).toHaveText("AttivoIn attesa di approvazione");
    await expectNoAxeViolations(page);
    await screenshot(page, "approvazione-chiesta");
  });

  await test.step("it is found by its badge and its filter", async () => {
    await page.goto("/flussi");
    await page.getByLabel("In attesa di approvazione").selectOption({ label: "Sì" });
    await page.getByRole("button", { name: "Elenca" }).click();
    const row = page.getByRole("row").filter({ hasText: path.split("/").at(-1) });
    await expect(row).toContainText("In attesa di approvazione");
    await expectNoAxeViolations(page);
    await screenshot(page, "archivio-da-approvare");
  });

  const second = await (await openContext()).newPage();
  await signIn(second, account("dirigente"));

  await test.step("the approver is told, looks, and refuses with a motive", async () => {
    const waiting = second.getByRole("region", { name: "In attesa della tua approvazione" });
    await expect(waiting.locator(`a[href="${path}"]`)).toBeVisible();
    await expectNoAxeViolations(second);
    await screenshot(second, "cruscotto-da-approvare");
    await second.getByRole("link", { name: /^Avvisi, / }).click();
    await expect(second.getByRole("heading", { name: "Avvisi" })).toBeVisible();
    await expect(second.getByText("È chiesta la tua approvazione").first()).toBeVisible();
    await expect(second.getByRole("link", { name: "Avvisi", exact: true })).toBeVisible();
    await expectNoAxeViolations(second);
    await screenshot(second, "avvisi");
    await second.setViewportSize({ width: 390, height: 844 });
    await screenshot(second, "avvisi-390");
    await second.goto(path);
    await expect(notice(second)).toContainText("Bruno Serafini chiede di inviare 2 notifiche a 2 persone");
    await expectNoAxeViolations(second);
    await screenshot(second, "approvazione-390");
    await second.setViewportSize({ width: 1280, height: 900 });
    await screenshot(second, "approvazione");
    await notice(second).getByRole("button", { name: "Rifiuta" }).click();
    await second.getByRole("button", { name: "Rifiuta l'invio" }).click();
    await expect(second.getByText("Scrivi il motivo: lo legge chi ha preparato l'invio.").first()).toBeVisible();
    await expectNoAxeViolations(second);
    await screenshot(second, "approvazione-rifiuto");
    await second.getByLabel("Motivo*").fill("L'oggetto non dice di che cosa si tratta.");
    await second.getByRole("button", { name: "Rifiuta l'invio" }).click();
    await expect(second.locator(":focus")).toContainText("Richiesta rifiutata");
    await expect(notice(second)).toContainText("Livia Castaldi non ha approvato: L'oggetto non dice");
  });

  await test.step("the author reads why, asks again, and withdraws", async () => {
    await page.goto(path);
    await expect(notice(page)).toContainText("Livia Castaldi non ha approvato: L'oggetto non dice");
    await expectNoAxeViolations(page);
    await screenshot(page, "approvazione-rifiutata");
    await ask(page);
    await notice(page).getByRole("button", { name: "Ritira la richiesta" }).click();
    await expect(page.locator(":focus")).toContainText("Richiesta ritirata");
    await expect(state(page)).toHaveText("Attivo");
    await ask(page);
  });

  await test.step("the second person approves what is shown, and nothing else", async () => {
    await second.goto(path);
    await expect(notice(second)).toContainText("In attesa di approvazione");
    await notice(page).getByRole("button", { name: "Ritira la richiesta" }).click();
    await expect(page.locator(":focus")).toContainText("Richiesta ritirata");
    await ask(page);
    await notice(second).getByRole("button", { name: "Approva e invia 2 notifiche" }).click();
    await expect(second.getByText(/Nel frattempo qualcuno ha modificato questi dati/)).toBeVisible();
    await second.reload();
    await notice(second).getByRole("button", { name: "Approva e invia 2 notifiche" }).click();
    await expect(second.locator(":focus")).toContainText("Invio approvato");
    await expect(state(second)).toHaveText(/^(In invio|Inviato|Invio incompleto)$/);
    await page.goto("/avvisi");
    await expect(page.getByText("Invio approvato").first()).toBeVisible();
  });
});

test("a mass send rests outside the sending hours, and says so before and meanwhile", async ({ page }, info) => {
  // Open only in a minute of the week that is never near.
  const weekday = new Date().getUTCDay() || 7;
  await ente({ threshold: null, hours: { days: [((weekday + 2) % 7) + 1], from: "08:00", to: "08:01" } });
  await signIn(page, account("tributi"));
  const path = await readyFlow(page, info, { rows: 2, from: 61_000 });
  const send = async () => {
    await page.goto(`${path}/invia/conferma`);
    await expect(page.getByText(/fuori dagli orari di invio: la prima notifica parte .* alle 8:00/)).toBeVisible();
    await page.getByText("Ho controllato testo, destinatari, importi e scadenze.").click();
  };
  await send();
  await expectNoAxeViolations(page);
  await screenshot(page, "orari-conferma");
  await page.getByRole("button", { name: "Invia 2 notifiche" }).click();
  await expect(page.getByText(/In attesa degli orari di invio: riprende .* alle 8:00/).first()).toBeVisible();
  await expect(state(page)).toHaveText("In invio");
  await expectNoAxeViolations(page);
  await screenshot(page, "orari-attesa");
  await page.getByRole("button", { name: "Interrompi invio" }).click();
  await page.getByRole("button", { name: "Interrompi l'invio" }).click();
  await expect(state(page)).toHaveText("Invio incompleto");
  await send();
  await page.getByText("Invia anche fuori dagli orari").click();
  await page.getByRole("button", { name: "Invia 2 notifiche" }).click();
  await expect(state(page)).toHaveText(/^(Inviato|Invio incompleto)$/, { timeout: 60_000 });
  await expect(page.getByText("da inviare", { exact: false })).toHaveCount(0);
});
