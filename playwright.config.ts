import { defineConfig } from "@playwright/test";

/** The console in a real browser, through the real launcher and the production build: see tests/support/console.ts. */
export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "test-results/e2e",
  globalSetup: "./tests/support/console.ts",
  // One console, one database, two cores: journeys run one after the other.
  workers: 1,
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
