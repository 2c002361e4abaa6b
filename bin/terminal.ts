import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

export function say(text: string) {
  process.stdout.write(`${text}\n`);
}

export function warn(text: string) {
  process.stderr.write(`${text}\n`);
}

/** Shows each line of a child's output, marked with its name. */
export function showPrefixed(name: string, output: Readable | null) {
  if (!output) return;
  createInterface({ input: output }).on("line", (line) => {
    if (line.trim()) warn(`[${name}] ${line}`);
  });
}
