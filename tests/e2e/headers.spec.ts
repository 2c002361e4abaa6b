import { account } from "@/bin/demo/accounts";
import { expect, signIn, test } from "./fixtures";

test("every page names its own scripts and is shown in no frame", async ({ page, request }) => {
  const blocked: string[] = [];
  page.on("console", (message) => {
    if (/content security policy/i.test(message.text())) blocked.push(message.text());
  });
  const policies = new Set<string>();
  await signIn(page, account("ammin"));
  for (const path of [
    "/",
    "/flussi/archivio",
    "/notifiche/nuova",
    "/modelli/nuovo",
    "/accessibilita",
    "/sviluppatori",
  ]) {
    const answer = await page.goto(path);
    const policy = answer?.headers()["content-security-policy"] ?? "";
    expect(policy, path).toMatch(/script-src 'self' 'nonce-[\w+/=]+' 'strict-dynamic';/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(answer?.headers()).toMatchObject({ "x-content-type-options": "nosniff", "referrer-policy": "same-origin" });
    policies.add(policy);
    await expect(page.locator("h1")).toBeVisible();
  }
  expect(policies.size).toBe(6);
  expect(blocked).toEqual([]);
  expect((await request.get("/api/salute")).headers()["x-content-type-options"]).toBe("nosniff");
});
