import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { StartupFault } from "../db/cluster/fault";
import type { Settings } from "./settings";

const generators = {
  AUTH_SECRET: () => randomBytes(48).toString("base64url"),
  /** Seals the subscription keys: 32 bytes. */
  FLUSSIO_KEY: () => randomBytes(32).toString("base64"),
  INNGEST_EVENT_KEY: () => randomBytes(24).toString("hex"),
  INNGEST_SIGNING_KEY: () => `signkey-prod-${randomBytes(32).toString("hex")}`,
};
type Name = keyof typeof generators;
export type Secrets = Record<Name, string>;

const names = Object.keys(generators) as Name[];
const stored = z.partialRecord(z.enum(names), z.string().min(1));

/**
 * The secrets of this installation: from the environment or, for the embedded parts only, generated once and kept in
 * the data directory. Those of a database or an Inngest server given from outside must be given too.
 */
export function readSecrets(settings: Settings, env = process.env): Secrets {
  demand(env, "DATABASE_URL", settings.databaseUrl, {
    AUTH_SECRET: "almeno 32 caratteri casuali (openssl rand -base64 48)",
    FLUSSIO_KEY: "32 byte casuali in base64 (openssl rand -base64 32): conservala con le copie di sicurezza",
  });
  demand(env, "INNGEST_BASE_URL", settings.inngestUrl, {
    INNGEST_EVENT_KEY: "la event key del server Inngest",
    INNGEST_SIGNING_KEY: "la signing key del server Inngest",
  });
  const file = join(settings.data, "secrets.json");
  if (!existsSync(file) && !settings.databaseUrl && existsSync(join(settings.data, "postgres", "password"))) {
    throw new StartupFault(
      `Manca ${file}, con le chiavi che aprono i dati già presenti nel database.
Rimettilo al suo posto da una copia di sicurezza. Se i dati non servono, cancella ${settings.data} e riavvia.`,
    );
  }
  const kept = readKept(file);
  const generated = names.filter((name) => !env[name] && !kept[name]);
  if (generated.length > 0) {
    for (const name of generated) kept[name] = generators[name]();
    // Complete or not at all: a half-written key file would make the stored service keys unreadable.
    writeFileSync(`${file}.partial`, `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${file}.partial`, file);
  }
  const value = (name: Name) => env[name] || kept[name] || "";
  return Object.fromEntries(names.map((name) => [name, value(name)])) as Secrets;
}

function demand(env: NodeJS.ProcessEnv, given: string, value: string | undefined, needed: Partial<Secrets>) {
  const missing = Object.entries(needed).filter(([name]) => value && !env[name]);
  if (missing.length === 0) return;
  throw new StartupFault(
    `Con ${given} servono anche queste variabili d'ambiente:\n${missing.map((line) => `  ${line.join(": ")}`).join("\n")}`,
  );
}

function readKept(file: string): Partial<Secrets> {
  if (!existsSync(file)) return {};
  const text = readFileSync(file, "utf8");
  try {
    return stored.parse(JSON.parse(text));
  } catch {
    throw new StartupFault(
      `Le chiavi in ${file} sono illeggibili: il file è danneggiato.
Rimetti al suo posto una copia di sicurezza: senza quelle chiavi i codici dei servizi salvati non si leggono più.`,
    );
  }
}
