import AxeBuilder from "@axe-core/playwright";
import { type BrowserContext, test as base, expect, type LaunchOptions, type Page } from "@playwright/test";
import { withConsole } from "../support/console";

export { expect };

type Fixtures = {
  /** Console errors that the test provokes, such as the 404 of a page that must not be found: test.use({ expectedErrors: [/404/] }). */
  expectedErrors: RegExp[];
  /** A second person's browser, watched like the first. */
  openContext: () => Promise<BrowserContext>;
};

/** Every error in the browser's console, and every uncaught one in a page, fails the test. */
export const test = base.extend<Fixtures, { launchOptions: LaunchOptions; product: undefined }>({
  // Each worker has a product of its own: what one journey does to the data is nothing to those beside it.
  product: [
    async ({ browserName: _ }, use, { workerIndex }) =>
      withConsole(`worker-${workerIndex}`, async ({ url, databaseUrl, appioUrl }) => {
        Object.assign(process.env, { E2E_URL: url, E2E_DATABASE_URL: databaseUrl, E2E_APPIO_URL: appioUrl });
        await use(undefined);
      }),
    { scope: "worker", auto: true, timeout: 300_000 },
  ],
  launchOptions: [
    async ({ launchOptions }, use) => use({ ...launchOptions, ...JSON.parse(process.env.E2E_BROWSER ?? "{}") }),
    { scope: "worker" },
  ],
  baseURL: async ({ product: _ }, use) => use(process.env.E2E_URL),
  expectedErrors: [[], { option: true }],

  context: async ({ context, expectedErrors }, use) => {
    const errors = watch(context, expectedErrors);
    await use(context);
    expect(errors, "errors in the browser").toEqual([]);
  },

  openContext: async ({ browser, baseURL, locale, timezoneId, viewport, expectedErrors }, use) => {
    const opened: BrowserContext[] = [];
    const errors: string[] = [];
    await use(async () => {
      const context = await browser.newContext({ baseURL, locale, timezoneId, viewport });
      watch(context, expectedErrors, errors);
      opened.push(context);
      return context;
    });
    for (const context of opened) await context.close();
    expect(errors, "errors in the browser").toEqual([]);
  },
});

function watch(context: BrowserContext, expected: RegExp[], errors: string[] = []): string[] {
  const note = (text: string) => {
    if (!expected.some((pattern) => pattern.test(text))) errors.push(text);
  };
  context.on("console", (message) => {
    if (message.type() === "error") note(`${message.page()?.url()}: ${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (error) => note(`${error.page()?.url()}: ${error.error().stack ?? error.error().message}`));
  return errors;
}

/** Signs in at the sign-in page, or at the one that the page was sent to, and waits for what follows. */
export async function signIn(page: Page, account: { username: string; password: string }) {
  if (!page.url().includes("/accesso")) await page.goto("/accesso");
  await page.getByLabel("Nome utente").fill(account.username);
  await page.getByLabel("Password", { exact: true }).fill(account.password);
  await page.getByRole("button", { name: "Accedi" }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/accesso"));
}

/** Presses Verifica Stato of a flow, and confirms where there is something to ask. */
export async function askOutcomes(page: Page) {
  await page.getByRole("button", { name: "Verifica Stato" }).click();
  const confirm = page.getByRole("button", { name: /^Verifica \d/ });
  if (await confirm.isVisible()) await confirm.click();
}

/** WCAG 2.1 A and AA, on what the page shows now. */
export async function expectNoAxeViolations(page: Page) {
  await expect(page).toHaveTitle(/./); // a page that is just being left or refreshed has none for an instant
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"])
    .analyze();
  const found = violations.map(({ id, help, nodes }) => ({ id, help, where: nodes.map((node) => node.html) }));
  expect(found, `accessibility of ${page.url()}`).toEqual([]);
}

/** Saves the page as test-results/screens/<name>.png. */
export async function screenshot(page: Page, name: string) {
  await page.screenshot({ path: `test-results/screens/${name}.png`, fullPage: true, animations: "disabled" });
}
