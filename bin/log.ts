import type { ChildProcess } from "node:child_process";
import { closeSync, existsSync, openSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import { type ChildOptions, startChild } from "./child";
import type { Settings } from "./settings";
import { showPrefixed } from "./terminal";

const rotateAt = 20_000_000;

/**
 * Starts a child whose output goes to its log file, so that it can write on after the launcher is gone.
 * In development the output is shown instead, marked with the name.
 */
export function startLogged(
  settings: Settings,
  name: string,
  file: string,
  args: string[],
  options: ChildOptions = {},
): ChildProcess {
  if (settings.mode === "development") {
    const child = startChild(file, args, { ...options, stdio: ["ignore", "pipe", "pipe", "ipc"] });
    for (const output of [child.stdout, child.stderr]) showPrefixed(name, output);
    return child;
  }
  const path = join(settings.data, "log", `${name}.log`);
  if (existsSync(path) && statSync(path).size > rotateAt) renameSync(path, `${path}.1`);
  const log = openSync(path, "a", 0o600);
  try {
    return startChild(file, args, { ...options, stdio: ["ignore", log, log, "ipc"] });
  } finally {
    closeSync(log);
  }
}
