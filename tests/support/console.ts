import { cpSync, existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { newInstallation, type Running, startLauncher, stopLauncher } from "./launcher";

/** Starts a console on empty data for `use`, and leaves nothing of it but its logs, in test-results/log/<name>. */
export async function withConsole(name: string, use: (running: Running) => Promise<void>): Promise<void> {
  const installation = await newInstallation();
  try {
    const { launcher, ...running } = await startLauncher(installation);
    try {
      await use(running);
    } finally {
      await stopLauncher(launcher);
    }
  } finally {
    const log = join(installation.data, "log");
    if (existsSync(log)) cpSync(log, join("test-results/log", name), { recursive: true, force: true });
    rmSync(installation.data, { recursive: true, force: true });
  }
}
