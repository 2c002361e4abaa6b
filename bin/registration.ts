import { setTimeout as sleep } from "node:timers/promises";
import type { Addresses } from "./parts";
import type { Secrets } from "./secrets";
import type { Settings } from "./settings";
import { warn } from "./terminal";

/**
 * Makes the job server know the app's functions, then tells the app that it has started: what was interrupted goes on.
 * Asked again after each restart of either. Retries without end, saying so once.
 */
export function registrar(settings: Settings, secrets: Secrets, addresses: Addresses, signal: AbortSignal) {
  let running: Promise<void> | undefined;
  let again = false;

  async function work() {
    do {
      again = false;
      await untilDone(register);
      await untilDone(announceStart);
    } while (again);
  }

  async function register() {
    await ok(await fetch(`http://127.0.0.1:${settings.port}/api/inngest`, { method: "PUT", signal: limit() }));
  }

  async function announceStart() {
    const url = `${addresses.inngestUrl}/e/${secrets.INNGEST_EVENT_KEY}`;
    const body = JSON.stringify({ name: "flussio/app.started", data: {} });
    const headers = { "content-type": "application/json" };
    await ok(await fetch(url, { method: "POST", headers, body, signal: limit() }));
  }

  async function untilDone(attempt: () => Promise<void>) {
    for (let tries = 1; !signal.aborted; tries++) {
      try {
        return await attempt();
      } catch (error) {
        if (tries === 8 && !signal.aborted) {
          warn(`Il server dei lavori (${addresses.inngestUrl}) non risponde come dovrebbe: gli invii non partono. Continuo a provare.
  ${error instanceof Error ? error.message : error}`);
        }
        await sleep(Math.min(30_000, 200 * 2 ** tries), undefined, { signal }).catch(() => {});
      }
    }
  }

  const limit = () => AbortSignal.any([signal, AbortSignal.timeout(30_000)]);

  return {
    refresh() {
      again = true;
      running ??= work().finally(() => {
        running = undefined;
      });
      return running;
    },
  };
}

async function ok(response: Response) {
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status} ${text.slice(0, 300)}`);
}
