import { cpSync, existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { browserLaunch } from "./browser";
import { newInstallation, startLauncher, stopLauncher } from "./launcher";

/** Global set-up of the e2e run: finds the browser and starts the console on empty data. */
export default async function setup() {
  process.env.E2E_BROWSER = JSON.stringify(await browserLaunch());
  const installation = await newInstallation();
  const clean = () => {
    const log = join(installation.data, "log");
    if (existsSync(log)) cpSync(log, "test-results/log", { recursive: true, force: true });
    rmSync(installation.data, { recursive: true, force: true });
  };
  try {
    const { launcher, url, databaseUrl, appioUrl } = await startLauncher(installation);
    process.env.E2E_URL = url;
    process.env.E2E_DATABASE_URL = databaseUrl;
    process.env.E2E_APPIO_URL = appioUrl;
    return async () => {
      await stopLauncher(launcher);
      clean();
    };
  } catch (error) {
    clean();
    throw error;
  }
}
