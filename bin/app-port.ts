import { setTimeout as sleep } from "node:timers/promises";
import { StartupFault } from "../db/cluster/fault";
import { portIsFree } from "../db/cluster/port";
import { say } from "./terminal";

/** Waits for a predecessor that is still ending; throws StartupFault when the port stays taken. */
export async function waitForPort(port: number) {
  const start = Date.now();
  let told = false;
  while (!(await portIsFree(port))) {
    if (Date.now() - start > 12_000) {
      throw new StartupFault(
        `La porta ${port} è già usata da un altro programma.\nChiudilo, oppure scegli un'altra porta, per esempio: PORT=${port + 1} npm start`,
      );
    }
    if (!told && Date.now() - start > 1500) {
      say(`La porta ${port} è occupata: attendo che si liberi…`);
      told = true;
    }
    await sleep(200);
  }
}

/** Resolves when the app answers the sign-in page; throws StartupFault when it refuses or fails for two minutes. */
export async function answers(port: number) {
  let last = "nessuna risposta";
  for (const deadline = Date.now() + 120_000; Date.now() < deadline; await sleep(100)) {
    try {
      const response = await fetch(`http://127.0.0.1:${port}/accesso`, {
        redirect: "manual",
        signal: AbortSignal.timeout(60_000),
      });
      await response.arrayBuffer();
      if (response.status < 500) return;
      last = `errore ${response.status}`;
      await sleep(1000);
    } catch (error) {
      last = error instanceof Error ? error.message : String(error);
    }
  }
  throw new StartupFault(`L'applicazione non risponde sulla porta ${port} (${last}).`);
}
