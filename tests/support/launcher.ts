import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startChild } from "@/bin/child";
import type { Addresses } from "@/bin/parts";
import { freePort } from "@/db/cluster/port";

/** What these tests must not take from the environment: they always run against the embedded parts. */
const outside = /^(DATABASE_URL|APPIO_URL|INNGEST_.*|AUTH_.*|FLUSSIO_.*|NODE_ENV|npm_lifecycle_event)$/;

export type Installation = { data: string; port: number };

/** Empty data and a free port for a console of its own. */
export async function newInstallation(): Promise<Installation> {
  const data = mkdtempSync(join(tmpdir(), "flussio-e2e-"));
  // Readable for the account that PostgreSQL runs under when we are root.
  chmodSync(data, 0o755);
  return { data, port: await freePort() };
}

export type Variables = Record<string, string | undefined>;

/** The environment without what would change a product under test. */
export const neutralEnvironment = (): Variables =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !outside.test(name)));

/** Where the console and the parts behind it answer. */
export type Running = { url: string } & Addresses;

/**
 * What `npm start` runs, on the installation; resolves when the console is ready. `env` is added to its environment;
 * `output` takes what it says: this process's own, or a file.
 */
export async function startLauncher(
  { data, port }: Installation,
  { env = {}, output = "inherit" }: { env?: Variables; output?: "inherit" | number } = {},
): Promise<{ launcher: ChildProcess } & Running> {
  const launcher = startChild("bin/launch.mjs", ["start"], {
    env: { ...neutralEnvironment(), FLUSSIO_DATA: data, PORT: String(port), ...env, NODE_ENV: "production" },
    stdio: ["ignore", output, output, "ipc"],
  });
  const running = await new Promise<Running>((resolve, reject) => {
    launcher.once("message", resolve);
    launcher.once("exit", (code) => reject(new Error(`The console did not start (exit code ${code})`)));
  });
  return { launcher, ...running };
}

/** Stops it as Ctrl-C does; the exit code. */
export async function stopLauncher(launcher: ChildProcess): Promise<number | null> {
  if (launcher.exitCode !== null || launcher.signalCode !== null) return launcher.exitCode;
  const ended = once(launcher, "exit");
  launcher.kill("SIGTERM");
  const [code] = await ended;
  return code;
}
