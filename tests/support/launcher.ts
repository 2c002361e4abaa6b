import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startChild } from "@/bin/child";
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

/** What `npm start` runs, on the installation; resolves when the console is ready. */
export async function startLauncher({ data, port }: Installation): Promise<{ launcher: ChildProcess; url: string }> {
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !outside.test(name)));
  const launcher = startChild("bin/launch.mjs", ["start"], {
    env: { ...inherited, NODE_ENV: "production", FLUSSIO_DATA: data, PORT: String(port) },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const url = await new Promise<string>((resolve, reject) => {
    launcher.once("message", (message: { url: string }) => resolve(message.url));
    launcher.once("exit", (code) => reject(new Error(`The console did not start (exit code ${code})`)));
  });
  return { launcher, url };
}

/** Stops it as Ctrl-C does; the exit code. */
export async function stopLauncher(launcher: ChildProcess): Promise<number | null> {
  if (launcher.exitCode !== null) return launcher.exitCode;
  const ended = once(launcher, "exit");
  launcher.kill("SIGTERM");
  const [code] = await ended;
  return code;
}
