import { join, relative } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { explain, StartupFault } from "../db/cluster/fault";
import { waitForPort } from "./app-port";
import { build } from "./build";
import { root } from "./child";
import { acquire } from "./lock";
import { whenNpmIsGone } from "./parent";
import { type Addresses, appEnvironment, appPart, databasePart, executorPart, sandboxPart } from "./parts";
import { prepareDatabase } from "./prepare-database";
import { registrar } from "./registration";
import { readSecrets, type Secrets } from "./secrets";
import { prepareData, readSettings, type Settings } from "./settings";
import { type Part, type Supervised, supervise } from "./supervisor";
import { say, warn } from "./terminal";

/** Brings everything up, keeps it up until a signal, and takes it down in order. Ends the process. */
export async function launch(mode: Settings["mode"]) {
  const ending = new AbortController();
  const { signal } = ending;
  /** In order of start; stopped in reverse. */
  const running: Supervised[] = [];

  async function stop(code: number) {
    if (signal.aborted) return;
    ending.abort();
    for (const part of running.reverse()) await part.stop();
    process.exit(code);
  }

  function fail(error: unknown) {
    if (signal.aborted) return;
    warn(`\n${wordsOf(error)}`);
    void stop(1);
  }

  process.on("uncaughtException", fail);
  process.on("unhandledRejection", fail);
  whenAskedToStop(() => {
    if (!signal.aborted) say("\nArresto in corso…");
    void stop(0);
  });

  try {
    await bringUp(readSettings(mode), { signal, running, fail });
  } catch (error) {
    fail(error);
  }
}

/** Faults of disk and permissions in Italian wherever they arise; a programming error keeps its stack. */
function wordsOf(error: unknown): string {
  if (error instanceof StartupFault) return error.message;
  if (!(error instanceof Error)) return String(error);
  const { code, path } = error as NodeJS.ErrnoException;
  const system = code && ["ENOSPC", "EDQUOT", "EACCES", "EPERM", "EROFS"].includes(code);
  return system ? explain(error.message, path ?? root).message : (error.stack ?? error.message);
}

type Run = { signal: AbortSignal; running: Supervised[]; fail(error: unknown): void };

async function bringUp(settings: Settings, { signal, running, fail }: Run) {
  prepareData(settings.data);
  const lock = await acquire(`flussio launcher ${settings.data}`);
  if (!lock) {
    throw new StartupFault(
      `FlussIO è già in esecuzione con i dati di ${settings.data}.\nFerma l'altro (Ctrl-C nel suo terminale), oppure indica un'altra cartella con FLUSSIO_DATA e un'altra porta con PORT.`,
    );
  }
  const secrets = readSecrets(settings);
  await waitForPort(settings.port);
  const addresses: Addresses = {
    databaseUrl: settings.databaseUrl ?? "",
    inngestUrl: settings.inngestUrl ?? "",
    appioUrl: settings.appioUrl ?? "",
  };

  const registration = registrar(settings, secrets, addresses, signal);
  let app: Supervised | undefined;
  let told = "";
  const environment = () => JSON.stringify(appEnvironment(settings, secrets, addresses));
  const onRestart = () => {
    // A part that had to change its port: the app must learn it.
    if (app && environment() !== told) {
      told = environment();
      app.restart();
    } else void registration.refresh();
  };
  const start = async (part: Part) => {
    signal.throwIfAborted();
    const supervised = supervise(part, onRestart, fail);
    running.push(supervised);
    await supervised.started;
    return supervised;
  };

  say("Avvio di FlussIO…");
  const built = settings.mode === "production" ? build(join(settings.data, "log", "build.log"), signal) : undefined;
  built?.catch(() => {});
  if (!settings.databaseUrl) await start(databasePart(settings, addresses));
  await prepareDatabase(addresses.databaseUrl);
  if (settings.demo) await seedDemo(settings, secrets, addresses);
  await Promise.all([
    settings.appioUrl ? undefined : start(sandboxPart(settings, addresses)),
    settings.inngestUrl ? undefined : start(executorPart(settings, secrets, addresses)),
  ]);
  await built;
  told = environment();
  app = await start(appPart(settings, secrets, addresses));
  // An external server may be down: the console works without it, only the sends wait.
  await Promise.race([registration.refresh(), sleep(10_000)]);
  await greet(settings, addresses);
}

/** The demo content and its accounts exist only in the embedded database. */
async function seedDemo(settings: Settings, secrets: Secrets, addresses: Addresses) {
  const { seed } = await import("./demo");
  await seed(addresses.databaseUrl, { sealingKey: secrets.FLUSSIO_KEY, sending: !settings.appioUrl });
}

async function greet(settings: Settings, addresses: Addresses) {
  const url = `http://localhost:${settings.port}`;
  const lines = [`\nFlussIO è pronto: ${url}\n`];
  if (settings.demo) {
    const { demoAccounts } = await import("./demo");
    const widths = [
      Math.max(...demoAccounts.map((account) => account.username.length)),
      Math.max(...demoAccounts.map((account) => account.password.length)),
    ];
    lines.push("Account dimostrativi (nome utente, password):");
    for (const { username, password, description } of demoAccounts) {
      lines.push(`  ${username.padEnd(widths[0] ?? 0)}  ${password.padEnd(widths[1] ?? 0)}  ${description}`);
    }
    lines.push("");
  }
  if (!settings.appioUrl) lines.push("App IO è simulato su questa macchina: nessun messaggio raggiunge un telefono.");
  const inside = relative(root, settings.data);
  lines.push(`Dati in ${inside.startsWith("..") ? settings.data : inside}, registri in log/. Ctrl-C ferma tutto.`);
  say(lines.join("\n"));
  process.send?.({ ready: true, url, ...addresses });
}

/** Signals, a closed terminal, and the end of the process that started us. */
function whenAskedToStop(stop: () => void) {
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, stop);
  if (process.send) process.on("disconnect", stop);
  whenNpmIsGone(stop);
}
