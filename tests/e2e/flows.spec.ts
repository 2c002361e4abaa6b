import type { Page } from "@playwright/test";
import { account } from "@/bin/demo/accounts";
import { expect, expectNoAxeViolations, signIn, test } from "./fixtures";

const tributi = account("tributi");

/** A new flow of a service of the Comune, opened. */
async function newFlow(page: Page, note: string) {
  await page.goto("/flussi/nuovo");
  await page.getByLabel("Servizio*").selectOption({ label: "Anagrafe e certificati" });
  await page.getByLabel("Note").fill(note);
  await page.getByRole("button", { name: "Aggiungi" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Flusso( · |$)/);
}

/** What a button answered. */
const answered = (page: Page, text: string) => page.locator(".alert p").filter({ hasText: text });
const state = (page: Page) => page.locator("dd", { has: page.locator(".state-badge") }).getByRole("status");

test.describe("sign-in", () => {
  test("gives the same answer to a wrong name and to a wrong password, and keeps the name", async ({ page }) => {
    await page.goto("/accesso");
    await expectNoAxeViolations(page);
    const answers: string[] = [];
    for (const attempt of [
      { username: "nessuno", password: tributi.password },
      { ...tributi, password: "sbagliata" },
    ]) {
      await page.getByLabel("Nome utente").fill(attempt.username);
      await page.getByLabel("Password").fill(attempt.password);
      await page.getByRole("button", { name: "Accedi" }).click();
      const alert = page.getByRole("alert").filter({ hasText: "non corretti" });
      await expect(alert).toBeVisible();
      await expect(page.getByLabel("Nome utente")).toHaveValue(attempt.username);
      answers.push(await alert.innerText());
    }
    expect(new Set(answers).size).toBe(1);
    await expectNoAxeViolations(page);
  });

  test("names the field that was left empty and leads to it", async ({ page }) => {
    await page.goto("/accesso");
    await page.getByRole("button", { name: "Accedi" }).click();
    await page.getByRole("link", { name: "Nome utente" }).click();
    await expect(page.getByLabel("Nome utente")).toBeFocused();
    await expect(page.getByLabel("Nome utente")).toHaveAccessibleDescription("Scrivi il nome utente.");
  });

  test("leads back to the page that was asked for; Esci ends the session", async ({ page }) => {
    await page.goto("/flussi/archivio?stato=sent");
    await expect(page).toHaveURL(/\/accesso\?ritorno=/);
    await signIn(page, tributi);
    await expect(page).toHaveURL(/\/flussi\/archivio\?stato=sent$/);
    await page.getByRole("button", { name: "Esci" }).click();
    await expect(page).toHaveURL(/\/accesso$/);
    await page.goto("/flussi");
    await expect(page).toHaveURL(/\/accesso\?ritorno=%2Fflussi$/);
  });

  test("works from 127.0.0.1 as from localhost", async ({ page, baseURL }) => {
    const url = new URL(baseURL!);
    for (const host of ["127.0.0.1", "localhost"]) {
      await page.goto(`http://${host}:${url.port}/accesso`);
      await signIn(page, tributi);
      await expect(page.getByText(tributi.name)).toBeVisible();
    }
  });

  test("works without JavaScript", async ({ browser, baseURL }) => {
    const context = await browser.newContext({ baseURL, javaScriptEnabled: false, locale: "it-IT" });
    const page = await context.newPage();
    await signIn(page, tributi);
    await page.goto("/flussi");
    await page.getByLabel("Stato").selectOption("sent");
    await page.getByRole("button", { name: "Elenca" }).click();
    await expect(page).toHaveURL(/\/flussi\/archivio\?.*stato=sent/);
    await expect(page.locator("tbody").getByText("Inviato").first()).toBeVisible();
    await context.close();
  });
});

test.describe("the archive of flows", () => {
  test.beforeEach(async ({ page }) => signIn(page, tributi));

  test("searches, filters, sorts and goes back with the fields kept", async ({ page }) => {
    await page.goto("/flussi");
    await expectNoAxeViolations(page);
    await page.getByLabel("Note").fill("TARI");
    await page.getByRole("button", { name: "Elenca" }).click();
    const rows = page.locator("tbody tr");
    await expect(rows.first()).toContainText("TARI");
    await expectNoAxeViolations(page);

    await page.getByLabel("Filtra per stato").selectOption({ label: "Invio incompleto" });
    await page.getByRole("button", { name: "Filtra" }).click();
    await expect(page).toHaveURL(/note=TARI/);
    await expect(page).toHaveURL(/stato=incomplete/);
    for (const row of await rows.all()) await expect(row).toContainText("Invio incompleto");

    const data = page.getByRole("columnheader", { name: "Data", exact: false }).first();
    await expect(data).toHaveAttribute("aria-sort", "descending");
    await data.getByRole("link").click();
    await expect(data).toHaveAttribute("aria-sort", "ascending");
    await expect(page).toHaveURL(/note=TARI/);

    await page.getByRole("link", { name: "Altra Ricerca" }).click();
    await expect(page.getByLabel("Note")).toHaveValue("TARI");
    await page.getByRole("button", { name: "Reset" }).click();
    await expect(page.getByLabel("Note")).toHaveValue("");
  });

  test("opens a flow by double click and by its link, and comes back to the list as it was", async ({ page }) => {
    await page.goto("/flussi/archivio?note=TARI");
    const row = page.locator("tbody tr").first();
    const id = await row.getByRole("link").innerText();
    await row.getByText("TARI").dblclick();
    await expect(page).toHaveURL(new RegExp(`/flussi/${id}$`));
    await page.getByRole("link", { name: "Torna Elenco" }).click();
    await expect(page).toHaveURL(/\/flussi\/archivio\?note=TARI$/);
    await page.getByRole("link", { name: id }).focus();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(new RegExp(`/flussi/${id}$`));
  });

  test("says so when nothing is found", async ({ page }) => {
    await page.goto("/flussi/archivio?note=non-esiste-davvero");
    await expect(page.getByText("Nessun flusso corrisponde alla ricerca.")).toBeVisible();
    await expectNoAxeViolations(page);
  });

  test("shows the last page to whoever asks for one beyond it", async ({ page }) => {
    await page.goto("/flussi/archivio?pagina=999");
    await expect(page).not.toHaveURL(/pagina=999/);
    await expect(page.locator("tbody tr").first().getByRole("link")).toBeVisible();
  });

  test("says in words that there is nothing to download", async ({ page }) => {
    const answer = await page.request.get("/flussi/00000000-0000-4000-8000-000000000000/template");
    expect(answer.status()).toBe(404);
    expect(await answer.text()).toBe("Non c'è, o non è tra i tuoi servizi.");
  });

  test("has at least twelve rows in sight at 1280×800", async ({ page }) => {
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto("/flussi/archivio");
    const [head, foot] = [await page.locator("tbody").boundingBox(), await page.locator(".table-foot").boundingBox()];
    const rows = await page.locator("tbody tr").count();
    const rowHeight = head!.height / rows;
    expect((800 - head!.y - foot!.height) / rowHeight).toBeGreaterThanOrEqual(12);
  });
});

test.describe("a flow", () => {
  test.beforeEach(async ({ page }) => signIn(page, tributi));

  test("is made, corrected and disabled", async ({ page }) => {
    await page.goto("/flussi/nuovo");
    await expectNoAxeViolations(page);
    await page.getByRole("button", { name: "Aggiungi" }).click();
    await expect(page.getByLabel("Servizio*")).toHaveAccessibleDescription("Scegli un servizio dall'elenco.");
    await newFlow(page, "Prova di stesura");
    await expectNoAxeViolations(page);
    await expect(state(page)).toHaveText("Inattivo");
    await page.getByLabel("Note").fill("Prova di stesura, corretta");
    await page.getByLabel("Contesto Applicativo").fill("anagrafe");
    await page.getByRole("button", { name: "Aggiorna" }).click();
    await expect(page.getByText("Modifiche salvate.")).toBeVisible();
    await expect(page.getByLabel("Note")).toHaveValue("Prova di stesura, corretta");

    await page.getByRole("button", { name: "Attiva" }).click();
    await expect(answered(page, "Nel flusso non ci sono notifiche da inviare.")).toBeVisible();

    await page.getByRole("button", { name: "Disabilita" }).click();
    await expect(state(page)).toContainText("Disabilitato");
    await page.getByRole("button", { name: "Attiva" }).press("Enter");
    await expect(answered(page, "Il flusso è disabilitato. Per usarlo premi Riabilita.")).toBeVisible();
    await page.getByRole("button", { name: "Riabilita" }).click();
    await expect(state(page)).not.toContainText("Disabilitato");
  });

  test("refuses what was changed by somebody else meanwhile", async ({ page, openContext }) => {
    await newFlow(page, "Modificato in due");
    const other = await (await openContext()).newPage();
    await signIn(other, account("ammin"));
    await other.goto(page.url());
    await other.getByLabel("Note").fill("Arrivato prima");
    await other.getByRole("button", { name: "Aggiorna" }).click();
    await expect(other.getByText("Modifiche salvate.")).toBeVisible();
    await page.getByLabel("Note").fill("Arrivato dopo");
    await page.getByRole("button", { name: "Aggiorna" }).click();
    await expect(page.getByText("Nel frattempo qualcuno ha modificato questi dati")).toBeVisible();
    await page.reload();
    await expect(page.getByLabel("Note")).toHaveValue("Arrivato prima");
  });

  test("filters its rows by fiscal code without writing it in the address", async ({ page }) => {
    await page.goto("/flussi/archivio?stato=sent");
    await page.locator("tbody tr").first().getByRole("link").click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Flusso( · |$)/);
    const code = await page.locator("tbody tr").first().locator("td").nth(2).innerText();
    await page.getByLabel("Filtra per codice fiscale del destinatario").fill(code);
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/ricerca=/);
    expect(page.url()).not.toContain(code);
    await expect(page.getByLabel("Filtra per codice fiscale del destinatario")).toHaveValue(code);
    for (const row of await page.locator("tbody tr").all()) await expect(row).toContainText(code);
  });
});

test.describe("an operator without the service", () => {
  // The browser notes every answer of 404.
  test.use({ expectedErrors: [/404/] });

  test("gets 404 on page, route and action", async ({ page, openContext }) => {
    await signIn(page, tributi);
    await newFlow(page, "Non si deve vedere");
    const path = new URL(page.url()).pathname;

    const stranger = await (await openContext()).newPage();
    await signIn(stranger, account("sanita"));
    const hidden = [
      "",
      "/invia",
      "/invia/doppioni",
      "/invia/doppioni/esporta",
      "/invia/destinatari",
      "/invia/anteprima",
      "/invia/prova",
      "/invia/conferma",
      "/incerte",
      "/invia/verifica",
      "/ritenta",
      "/importa",
      "/avanzamento",
      "/template",
      "/esporta",
    ];
    for (const under of hidden) {
      const answer = await stranger.request.get(`${path}${under}`);
      expect(answer.status(), `${path}${under}`).toBe(404);
    }
    expect((await stranger.request.post(`${path}/importa/carica`, { data: "x" })).status()).toBe(404);
    expect((await stranger.request.get("/flussi/non-un-uuid")).status()).toBe(404);

    // The action of a form of his own, posted with the id of a flow that is not his.
    await newFlowOf(stranger);
    const own = new URL(stranger.url()).pathname.split("/").at(-1)!;
    await stranger.route("**/flussi/*", (route) => {
      const posted = route.request().postData();
      return route.continue(posted ? { postData: posted.replaceAll(own, path.split("/").at(-1)!) } : {});
    });
    const response = stranger.waitForResponse((one) => one.request().method() === "POST");
    await stranger.getByRole("button", { name: "Disabilita" }).click();
    expect((await response).status()).toBe(404);
    await expect(stranger.getByText("Questo flusso non c'è, o non è tra i tuoi servizi.")).toBeVisible();
    await expectNoAxeViolations(stranger);

    await page.reload();
    await expect(state(page)).not.toContainText("Disabilitato");
  });
});

async function newFlowOf(page: Page) {
  await page.goto("/flussi/nuovo");
  await page.getByLabel("Servizio*").selectOption({ index: 1 });
  await page.getByRole("button", { name: "Aggiungi" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Flusso( · |$)/);
}

test.describe("permissions", () => {
  test("whoever may only compose reads why the send is not for him", async ({ page }) => {
    await signIn(page, account("anagrafe"));
    await page.goto("/flussi/archivio?stato=active");
    await page.locator("tbody tr").first().getByRole("link").click();
    await page.getByRole("button", { name: "Invia Flusso" }).press("Enter");
    await expect(answered(page, "L'abilitazione la dà chi amministra gli operatori.")).toBeVisible();
    const flow = page.url();
    for (const step of ["/invia", "/invia/destinatari", "/invia/prova", "/invia/conferma"]) {
      await page.goto(flow + step);
      await expect(page.getByRole("button", { name: /^(Invia|Verifica) \d/ })).toHaveCount(0);
      await expectNoAxeViolations(page);
    }
  });
});
