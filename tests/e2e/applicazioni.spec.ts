import { account } from "@/bin/demo/accounts";
import { fiscalCodeOf } from "@/tests/support/people";
import { expect, expectNoAxeViolations, screenshot, signIn, test } from "./fixtures";

const body = "Gentile cittadina, gentile cittadino, questo è un messaggio di prova abbastanza lungo per App IO.";

test("an application gets a key, submits twice the same notification and one leaves", async ({ page, request }) => {
  await signIn(page, account("ammin"));
  await page.goto("/applicazioni");
  await expectNoAxeViolations(page);
  await page.getByRole("link", { name: "Nuovo" }).click();
  await page.getByLabel("Nome dell'applicazione*").fill("Gestionale tributi");
  await page.getByLabel(/^Tributi comunali · /).check();
  await page.getByLabel("Può inviare subito").check();
  await page.getByLabel("Indirizzi da cui può chiamare").fill("non un indirizzo");
  await page.getByRole("button", { name: "Aggiungi" }).click();
  await expect(page.getByText(/Scrivi un indirizzo o una rete per riga/).first()).toBeVisible();
  await expectNoAxeViolations(page);
  await page.getByLabel("Indirizzi da cui può chiamare").fill("");
  await page.getByRole("button", { name: "Aggiungi" }).click();
  await expect(page.getByRole("heading", { name: "Applicazione · Gestionale tributi" })).toBeVisible();
  const label = await page
    .getByLabel(/^Tributi comunali · /)
    .locator("xpath=..")
    .innerText();
  const service = /· ([\w-]+)/.exec(label)![1];
  await page.getByRole("button", { name: "Crea una chiave" }).click();
  const told = page.getByText(/Copia ora la chiave/);
  await expect(told).toBeVisible();
  await expectNoAxeViolations(page);
  await screenshot(page, "applicazione");
  const key = /flussio_[0-9a-f]{32}_[\w-]{43}/.exec(await told.innerText())![0];
  await page.reload();
  await expect(page.getByText(key)).toHaveCount(0);

  const headers = { authorization: `Bearer ${key}` };
  const data = {
    ...{ service, context: "tari", key: `pratica-${Date.now()}`, fiscal_code: fiscalCodeOf(71_001) },
    ...{ subject: "Avviso dal gestionale", body },
  };
  const first = await request.post("/api/v1/notifications", { headers, data });
  expect(first.status()).toBe(201);
  expect(first.headers()).toMatchObject({ "ratelimit-limit": "600" });
  const again = await request.post("/api/v1/notifications", { headers, data });
  expect(again.status()).toBe(200);
  const { id } = await first.json();
  expect(await again.json()).toEqual({ id, created: false });
  const other = await request.post("/api/v1/notifications", { headers, data: { ...data, subject: "Un altro avviso" } });
  expect(other.status()).toBe(409);
  expect(other.headers()["content-type"]).toContain("application/problem+json");
  const wrong = await request.post("/api/v1/notifications", {
    headers,
    data: { ...data, key: "x", fiscal_code: "ABC" },
  });
  expect(await wrong.json()).toMatchObject({
    status: 422,
    errors: [{ pointer: "/fiscal_code", code: "fiscal-code-length" }],
  });
  expect((await request.post("/api/v1/notifications", { data })).status()).toBe(401);
  await expect
    .poll(async () => (await (await request.get(`/api/v1/notifications/${id}`, { headers })).json()).state, {
      timeout: 30_000,
    })
    .toMatch(/sent|unreachable/);

  await page.goto(`/notifiche/${id}`);
  await expect(page.getByText("Avviso dal gestionale").first()).toBeVisible();

  await page.goto("/applicazioni");
  await page.getByRole("link", { name: "Gestionale tributi" }).click();
  await page.getByRole("button", { name: "Revoca", exact: true }).click();
  await page.getByRole("button", { name: "Revoca la chiave" }).click();
  await expect(page.getByText("Chiave revocata: da ora è rifiutata.")).toBeVisible();
  expect((await request.get(`/api/v1/notifications/${id}`, { headers })).status()).toBe(401);
});

test("a programmer reads how to begin without signing in", async ({ page, request }) => {
  await page.goto("/sviluppatori");
  await expect(page.getByRole("heading", { name: "API per sviluppatori" })).toBeVisible();
  await expectNoAxeViolations(page);
  await screenshot(page, "sviluppatori");
  const document = await (await request.get("/api/v1/openapi.json")).json();
  expect(document.openapi).toBe("3.1.0");
});
