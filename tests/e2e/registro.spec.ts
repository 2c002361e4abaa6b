import { account } from "@/bin/demo/accounts";
import { expect, expectNoAxeViolations, screenshot, signIn, test } from "./fixtures";

test("the register says who did what, to whoever administers", async ({ page }) => {
  await signIn(page, account("ammin"));
  await page.goto("/registro");
  await expect(page.getByRole("cell", { name: "Operatore: accesso" }).first()).toBeVisible();
  await expectNoAxeViolations(page);
  await screenshot(page, "registro");
  await page.locator("#azione").selectOption({ label: "Operatore: accesso" });
  await page.locator("#utente").fill("ammin");
  await page.getByRole("button", { name: "Elenca" }).click();
  await expect(page).toHaveURL(/azione=operator\.sign-in/);
  await expect(page.getByRole("row").nth(1)).toContainText("ammin");
  await expectNoAxeViolations(page);
});

test("nobody else finds it", async ({ page }) => {
  await signIn(page, account("tributi"));
  expect((await page.request.get("/registro")).status()).toBe(404);
});
