import { accessSync, constants } from "node:fs";
import { join, resolve } from "node:path";
import { StartupFault } from "../db/cluster/fault";
import { open755 } from "../db/cluster/home";
import { root } from "./child";

/** What the environment decides: each part that is given from outside is not started here. */
export type Settings = {
  mode: "production" | "development";
  /** Everything that FlussIO keeps on this machine: database, secrets, logs. */
  data: string;
  port: number;
  databaseUrl: string | undefined;
  inngestUrl: string | undefined;
  appioUrl: string | undefined;
  /** Whether a new embedded database gets the demo content and its accounts. */
  demo: boolean;
};

/** Reads the environment; throws StartupFault with what to correct. */
export function readSettings(mode: Settings["mode"], env = process.env): Settings {
  const port = Number(env.PORT || 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new StartupFault(`PORT=${env.PORT} non è una porta valida: serve un numero da 1 a 65535.`);
  }
  return {
    mode,
    data: dataDirectory(env),
    port,
    databaseUrl: env.DATABASE_URL || undefined,
    inngestUrl: env.INNGEST_BASE_URL?.replace(/\/+$/, "") || undefined,
    appioUrl: env.APPIO_URL || undefined,
    demo: env.FLUSSIO_DEMO !== "0" && !env.DATABASE_URL,
  };
}

export function dataDirectory(env = process.env): string {
  return resolve(root, env.FLUSSIO_DATA || ".data");
}

/** Makes the data directory; throws StartupFault when it cannot be written. */
export function prepareData(data: string) {
  try {
    open755(join(data, "log"));
    for (const directory of [data, join(data, "log")]) accessSync(directory, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new StartupFault(
      `Non riesco a scrivere in ${data} (${error instanceof Error ? error.message : error}).
Avvia FlussIO con l'utente proprietario della cartella, correggi i permessi, o indica un'altra cartella con FLUSSIO_DATA.`,
    );
  }
}
