import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { text } from "node:stream/consumers";

/** What one run of a script took, measured by itself, and the most memory (RSS, threads included) its process held. */
export type Run = { seconds: number; peak: number };

const every = 50;

/** Runs tests/bench/<script>.ts in a fresh process; it prints its seconds. Memory in bytes, sampled each 50 ms. */
export async function runFresh(script: string, ...args: readonly string[]): Promise<Run> {
  const child = spawn(process.execPath, ["--import", "tsx", `tests/bench/${script}.ts`, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let peak = 0;
  const sampling = setInterval(() => {
    peak = Math.max(peak, child.pid === undefined ? 0 : residentOf(child.pid));
  }, every);
  const ended = once(child, "exit");
  const printed = await text(child.stdout);
  const [code] = await ended;
  clearInterval(sampling);
  const seconds = Number(printed.trim());
  if (code !== 0 || !(seconds > 0)) throw new Error(`${script} ended with ${code} and said "${printed.trim()}"`);
  return { seconds, peak };
}

export function wordsOf({ seconds, peak }: Run): string {
  return `${seconds.toFixed(2)} s at ${(peak / 1e6).toFixed(0)} MB`;
}

/** Zero for a process that has ended. */
function residentOf(pid: number): number {
  try {
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}
