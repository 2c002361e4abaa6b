import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { answers } from "@/bin/app-port";
import { root, startChild } from "@/bin/child";
import { findPostmaster } from "@/db/cluster/postmaster";
import { type Installation, neutralEnvironment, type Running, startLauncher, type Variables } from "./launcher";
import { familyOf, partsOn } from "./process-table";

/** What the launcher says goes to a file, shown when it fails. */
export async function launch(
  installation: Installation,
  env: Variables,
): Promise<Running & { launcher: ChildProcess }> {
  const log = join(installation.data, "launcher.log");
  const output = openSync(log, "a");
  try {
    return await startLauncher(installation, { env, output });
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : error}\n${readFileSync(log, "utf8")}`);
  } finally {
    closeSync(output);
  }
}

/** App IO on a port of its own; ends with this process. */
export async function startSandbox(args: string[], env: Variables) {
  const child = startChild("lib/appio/sandbox/main.ts", args, {
    env: { ...neutralEnvironment(), ...env, NODE_ENV: "production" },
  });
  const [message] = await Promise.race([once(child, "message"), once(child, "exit").then(() => [])]);
  if (!message) throw new Error("the sandbox did not start");
  return { child, url: `http://127.0.0.1:${message.port}` };
}

/** Another `next start`, which registers itself: the job server calls both in turn. */
export async function startSecondApp(port: number, env: Variables): Promise<ChildProcess> {
  const next = join("node_modules", "next", "dist", "bin", "next");
  const preload = pathToFileURL(join(root, "bin", "tether.mjs")).href;
  const child = startChild(next, ["start", "-H", "127.0.0.1", "-p", String(port)], {
    env: { ...neutralEnvironment(), ...env, PART: "app2", NODE_ENV: "production" },
    preload,
  });
  try {
    await answers(port);
    const registered = await fetch(`http://127.0.0.1:${port}/api/inngest`, { method: "PUT" });
    if (!registered.ok) throw new Error(`the second process is not registered: ${await registered.text()}`);
    return child;
  } catch (error) {
    await end(child);
    throw error;
  }
}

/** Ends a process of ours; by force after 20 s. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), 20_000);
  await exited;
  clearTimeout(timer);
}

/** Every process of the product on a data directory; `postgresData` is that of the server. */
export function findParts(data: string, postgresData: string): Map<string, number[]> {
  const parts = partsOn(data);
  const postmaster = findPostmaster(postgresData);
  if (postmaster) parts.set("postgres", familyOf(postmaster.pid));
  return parts;
}

/** Resolves when no process of the product is left: the orphans of a killed part end by themselves, within a minute or by force. */
export async function allEnded(data: string, postgresData: string): Promise<void> {
  signal(findParts(data, postgresData).get("launcher"), "SIGTERM");
  for (const deadline = Date.now() + 60_000; ; await sleep(200)) {
    const left = [...findParts(data, postgresData).values()].flat();
    if (left.length === 0) return;
    if (Date.now() > deadline) signal(left, "SIGKILL");
  }
}

function signal(pids: readonly number[] = [], name: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch {
      // It has ended meanwhile.
    }
  }
}
