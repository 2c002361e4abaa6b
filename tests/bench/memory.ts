import { readFileSync } from "node:fs";
import type { Product } from "@/tests/support/product";

/** Bytes of memory by part: `pss` counts a page shared by several processes once, `rss` once for each of them. */
export type Sample = { pss: number; rss: number; parts: Map<string, number> };

const every = 200;
/** The stand-in for App IO is no part of the product. */
const outside = "sandbox";

/**
 * Samples the memory of every process of the product each 200 ms until `stop`, which gives the sample with the greatest
 * sum. The sum is of PSS, because the processes of PostgreSQL share their buffers; the sandbox is told and not summed.
 */
export function watchMemory(product: Product): { stop: () => Promise<Sample> } {
  let peak: Sample = { pss: 0, rss: 0, parts: new Map() };
  let going = true;
  const watching = (async () => {
    for (let sample = 0, parts = new Map<string, number[]>(); going; sample++) {
      if (sample % 5 === 0) parts = await product.parts();
      const now = sampleOf(parts);
      if (now.pss > peak.pss) peak = now;
      await new Promise((next) => setTimeout(next, every));
    }
  })();
  return {
    async stop() {
      going = false;
      await watching;
      return peak;
    },
  };
}

function sampleOf(parts: ReadonlyMap<string, readonly number[]>): Sample {
  const sample: Sample = { pss: 0, rss: 0, parts: new Map() };
  for (const [name, pids] of parts) {
    const held = pids.map(memoryOf);
    const pss = held.reduce((sum, one) => sum + one.pss, 0);
    sample.parts.set(name, pss);
    if (name === outside) continue;
    sample.pss += pss;
    sample.rss += held.reduce((sum, one) => sum + one.rss, 0);
  }
  return sample;
}

/** Zero for a process that has ended. */
function memoryOf(pid: number): { pss: number; rss: number } {
  try {
    const text = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
    const bytes = (field: string) => Number(new RegExp(`^${field}:\\s+(\\d+) kB`, "m").exec(text)?.[1] ?? 0) * 1024;
    return { pss: bytes("Pss"), rss: bytes("Rss") };
  } catch {
    return { pss: 0, rss: 0 };
  }
}

const megabytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(0)} MiB`;

export function wordsOf({ pss, rss, parts }: Sample): string {
  const each = [...parts].map(([name, bytes]) => `${name} ${megabytes(bytes)}`).join(", ");
  return `${megabytes(pss)} without the sandbox (${each}; sum of RSS ${megabytes(rss)})`;
}
