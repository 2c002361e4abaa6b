import { defineConfig } from "@playwright/test";

/** The console in a real browser, through the real launcher and the production build: see tests/support/console.ts. */
export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "test-results/e2e",
  globalSetup: "./tests/support/find-browser.ts",
  // Each worker starts a console of its own (tests/e2e/fixtures.ts): journeys mostly wait, so two fit in two cores.
  workers: 2,
  // A machine that stands still for a moment is told from a defect by a second try, which is reported as flaky.
  retries: process.env.CI ? 1 : 0,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [["list"], ["json", { outputFile: "test-results/playwright.json" }]],
  use: {
    locale: "it-IT",
    timezoneId: "Europe/Rome",
    viewport: { width: 1280, height: 900 },
    trace: "retain-on-failure",
  },
});
