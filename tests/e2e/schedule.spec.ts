import type { Page } from "@playwright/test";
import ExcelJS from "exceljs";
import postgres from "postgres";
import { account } from "@/bin/demo/accounts";
import { fiscalCodeOf } from "@/tests/support/people";
import { expect, expectNoAxeViolations, screenshot, signIn, test } from "./fixtures";
import { readyFlow, state } from "./ready-flow";

const tributi = account("tributi");
const notice = (page: Page) => page.getByRole("region", { name: "Programmazione" });
const confirm = (page: Page) => page.getByText("Ho controllato testo, destinatari, importi e scadenze.").click();

/** Ten in the morning of the day after tomorrow, in Italy. */
const day = new Date(Date.now() + 2 * 86_400_000).toLocaleDateString("en-CA", { timeZone: "Europe/Rome" });
const daySpoken = /il 1°|il \d+|l'(8|11)/;

async function choose(page: Page, date: string, time: string) {
  await page.getByRole("link", { name: "A una data e ora" }).click();
  await page.getByLabel("Data*").fill(date);
  await page.getByLabel("Ora*").fill(time);
  await page.getByRole("button", { name: "Continua" }).click();
}

async function schedule(page: Page, n: string) {
  await page.getByRole("link", { name: "Invia Flusso" }).click();
  await page.getByRole("link", { name: "Vai alla conferma" }).click();
  await choose(page, day, "10:00");
  await confirm(page);
  await page.getByRole("button", { name: `Programma l'invio di ${n}` }).click();
  await expect(notice(page)).toContainText("Invio programmato");
}

/** Moves the moment of a flow, as if time had passed. */
async function move(path: string, seconds: number) {
  const sql = postgres(process.env.E2E_DATABASE_URL ?? "", { max: 1 });
  const id = path.split("/").at(-1) ?? "";
  await sql`update flows set scheduled_at = now() + make_interval(secs => ${seconds}) where id = ${id}`;
  await sql.end();
}

test.beforeEach(async ({ page }) => signIn(page, tributi));

test("a send is set for a date and time, found by its badge, and cancelled", async ({ page }, info) => {
  const path = await readyFlow(page, info, { rows: 2, from: 40_000 });

  await test.step("a time that the clocks skip, or that has passed, is refused in words", async () => {
    await page.getByRole("link", { name: "Invia Flusso" }).click();
    await page.getByRole("link", { name: "Vai alla conferma" }).click();
    await expect(page.getByText("Inviare 2 notifiche a 2 persone?")).toBeVisible();
    await expect(page.getByText(/Non hai verificato chi può ricevere/)).toBeVisible();
    await choose(page, "2027-03-28", "02:30");
    await expect(page.getByText("nella notte l'orologio passa dalle 2:00 alle 3:00").last()).toBeVisible();
    await expect(page.getByLabel("Data*")).toHaveValue("2027-03-28");
    await expectNoAxeViolations(page);
    await screenshot(page, "programma-errore");
    await page.getByLabel("Data*").fill("2026-01-01");
    await page.getByLabel("Ora*").fill("09:00");
    await page.getByRole("button", { name: "Continua" }).click();
    await expect(page.locator(":focus")).toContainText("La data e l'ora scelte sono già passate.");
    await expect(page.getByLabel("Data*")).toHaveAttribute("aria-invalid", "true");
    await expect(page.getByLabel("Data*")).toHaveValue("2026-01-01");
    await expect(page.getByRole("button", { name: /Programma|Invia \d/ })).toHaveCount(0);
  });

  await test.step("the hour that comes twice is said", async () => {
    await choose(page, "2027-10-31", "02:30");
    await expect(page.getByText(/il 31 ottobre 2027 alle 2:30, la prima delle due volte/).first()).toBeVisible();
  });

  await test.step("the moment chosen is confirmed, and shown on the flow", async () => {
    await page.getByRole("link", { name: "Cambia" }).click();
    await expect(page.getByLabel("Ora*")).toHaveValue("02:30");
    await choose(page, day, "10:00");
    await expect(page.getByText(/alle 10:00/).first()).toBeVisible();
    await page.getByRole("button", { name: "Programma l'invio di 2 notifiche" }).click();
    await expect(page.getByText("Per inviare, conferma il controllo.").first()).toBeVisible();
    await expectNoAxeViolations(page);
    await screenshot(page, "programma");
    await confirm(page);
    await page.getByRole("button", { name: "Programma l'invio di 2 notifiche" }).click();
    await expect(state(page)).toHaveText("AttivoProgrammato");
    await expect(notice(page)).toContainText(daySpoken);
    await expect(notice(page)).toContainText("alle 10:00. Programmato da tributi.");
    await expectNoAxeViolations(page);
    await screenshot(page, "programmato");
  });

  await test.step("the archive filters it, and the send page says what becomes of it", async () => {
    await page.goto("/flussi/archivio");
    await page.getByLabel("Filtra per programmati").selectOption({ label: "Sì" });
    await page.getByRole("button", { name: "Filtra" }).click();
    const row = page.getByRole("row").filter({ hasText: path.split("/").at(-1) });
    await expect(row).toContainText("AttivoProgrammato");
    await expectNoAxeViolations(page);
    await screenshot(page, "archivio-programmati");
    await page.goto(`${path}/invia/conferma`);
    await expect(page.getByText(/Se lo invii ora, la programmazione decade/)).toBeVisible();
    await page.goto(path);
  });

  await test.step("it is cancelled", async () => {
    await notice(page).getByRole("button", { name: "Annulla la programmazione" }).click();
    await expect(notice(page)).toHaveCount(0);
    await expect(state(page)).toHaveText("Attivo");
    await expect(page.locator(":focus")).toContainText("Programmazione annullata: il flusso resta Attivo");
  });
});

test("the moment chosen survives a step back: nothing leaves at once by mistake", async ({ page }, info) => {
  await readyFlow(page, info, { rows: 2, from: 43_000 });
  await page.getByRole("link", { name: "Invia Flusso" }).click();
  await page.getByRole("link", { name: "Vai alla conferma" }).click();
  await choose(page, day, "10:00");
  await expect(page.getByRole("button", { name: "Programma l'invio di 2 notifiche" })).toBeVisible();
  await page.getByRole("link", { name: "Torna al controllo" }).click();
  await expect(page.getByText("Partenza").locator("..")).toContainText("alle 10:00");
  await page.getByRole("link", { name: "Vai alla conferma" }).click();
  await expect(page.getByRole("button", { name: "Programma l'invio di 2 notifiche" })).toBeVisible();
  await page.getByRole("link", { name: /^Che cosa parte/ }).click();
  await page.getByRole("link", { name: "Conferma", exact: true }).click();
  await expect(page.getByRole("button", { name: "Programma l'invio di 2 notifiche" })).toBeVisible();
});

test("an edit that cancels a schedule says so before, after, and on the flow until it is set again", async ({
  page,
}, info) => {
  const path = await readyFlow(page, info, { rows: 3, from: 44_000 });
  const before =
    /programmato per (il 1°|il \d+|l'(8|11)) .* alle 10:00\. .*la programmazione si annulla e dovrai programmarlo di nuovo\./;
  const after = "La programmazione del flusso è annullata: programmalo di nuovo.";
  const again = async () => {
    await page.goto(path);
    await expect(state(page)).toHaveText("Inattivo");
    await expect(notice(page)).toContainText("La programmazione è annullata: il flusso non parte da solo");
    await expect(notice(page)).toContainText(/alle 10:00\. Una modifica di tributi, .* ha annullato la programmazione/);
    await notice(page).getByRole("link", { name: "Programma di nuovo" }).click();
    await expect(page.getByLabel("Data*")).toHaveValue(day);
    await expect(page.getByLabel("Ora*")).toHaveValue("10:00");
    await page.getByRole("button", { name: "Continua" }).click();
    await confirm(page);
    await page.getByRole("button", { name: /Programma l'invio di/ }).click();
    await expect(notice(page)).toContainText("Invio programmato");
    await expect(notice(page)).toBeFocused();
  };
  const openRow = async () => {
    await page.goto(path);
    await page.locator("tbody tr").first().getByRole("link").first().click();
    await expect(page.getByRole("heading", { name: "Notifica", exact: true })).toBeVisible();
    await expect(page.getByText(before)).toBeVisible();
  };
  await schedule(page, "3 notifiche");

  await test.step("of a notification", async () => {
    await openRow();
    await screenshot(page, "notifica-programmata");
    await page.getByLabel("Oggetto*").fill("Certificati in linea da oggi");
    await page.getByRole("button", { name: "Aggiorna" }).click();
    await expect(page.getByText(`Modifiche salvate. ${after}`)).toBeVisible();
    await page.goto(path);
    await expectNoAxeViolations(page);
    await screenshot(page, "programmazione-annullata");
    await again();
  });

  await test.step("by disabling one", async () => {
    await openRow();
    await page.getByRole("button", { name: "Disabilita" }).click();
    await expect(page.getByText(after)).toBeVisible();
    await again();
  });

  await test.step("of the flow", async () => {
    await expect(page.getByText(before).last()).toBeVisible();
    await page.getByLabel("Note").fill("Cambiato dopo");
    await page.getByRole("button", { name: "Aggiorna" }).click();
    await expect(page.getByText(`Modifiche salvate. ${after}`)).toBeVisible();
    await again();
  });

  await test.step("by an import", async () => {
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet("Notifiche");
    sheet.addRow(["Codice Fiscale", "Oggetto", "Contenuto"]);
    sheet.addRow([
      fiscalCodeOf(44_010),
      "Certificati in linea",
      "Da oggi il certificato si chiede dallo sportello. ".repeat(3),
    ]);
    const file = info.outputPath("altre.xlsx");
    await workbook.xlsx.writeFile(file);
    await page.getByRole("link", { name: "Importa da File Excel" }).click();
    await expect(page.getByText(before)).toBeVisible();
    await page.getByLabel(/Scegli il file Excel/).setInputFiles(file);
    await page.getByRole("button", { name: "Importa", exact: true }).click();
    await expect(page.getByText(after)).toBeVisible();
    await again();
  });

  await test.step("by Riporta in preparazione", async () => {
    await page.getByRole("button", { name: "Riporta in preparazione" }).click();
    await expect(page.getByText(`Il flusso è di nuovo in preparazione. ${after}`)).toBeVisible();
    await again();
  });
});

test("a scheduled send leaves by itself, and the page shows it without reloading", async ({ page }, info) => {
  const path = await readyFlow(page, info, { rows: 2, from: 41_000 });
  await schedule(page, "2 notifiche");
  await move(path, 2);
  await page.reload();
  await expect(state(page)).toHaveText(/^(In invio|Inviato|Invio incompleto)$/, { timeout: 90_000 });
  await expect(page.getByText("Effettuata da").locator("..")).toContainText("tributi");
});

test("one that was missed by more than an hour asks what to do", async ({ page }, info) => {
  const path = await readyFlow(page, info, { rows: 3, from: 42_000 });
  await schedule(page, "3 notifiche");
  await move(path, -2 * 3600);
  await page.reload();
  await expect(notice(page)).toContainText("L'invio programmato non è partito");
  await expect(notice(page)).toContainText("ma FlussIO era fermo. È passata più di un'ora");
  // Within a minute FlussIO marks it, and the badge says so.
  await expect(state(page)).toHaveText(/^AttivoProgrammato/);
  await expectNoAxeViolations(page);
  await screenshot(page, "programma-mancato");

  await page.goto("/");
  const missed = page.getByRole("listitem").filter({ has: page.locator(`a[href="${path}"]`) });
  await expect(missed.filter({ hasText: "L'invio programmato non è partito" }).first()).toBeVisible();
  await expectNoAxeViolations(page);
  await screenshot(page, "cruscotto-programmati");
  await page.goto(path);

  await notice(page).getByRole("link", { name: "Scegli un'altra data" }).click();
  await expect(page.getByLabel("Data*")).toHaveValue(/^\d{4}-\d\d-\d\d$/);
  await page.goto(path);
  await notice(page).getByRole("link", { name: "Invia ora 3 notifiche" }).click();
  await confirm(page);
  await page.getByRole("button", { name: "Invia 3 notifiche" }).click();
  await expect(state(page)).toHaveText(/^(In invio|Inviato|Invio incompleto)$/);
  await expect(notice(page)).toHaveCount(0);
});
