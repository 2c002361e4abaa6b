import { browserLaunch } from "./browser";

/** Global set-up of the e2e run: finds the browser once for all workers. */
export default async function findBrowser() {
  process.env.E2E_BROWSER = JSON.stringify(await browserLaunch());
}
