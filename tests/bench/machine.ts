import { cpus, loadavg, totalmem } from "node:os";

/** What the numbers were measured on, now. */
export function machine(): string {
  const memory = (totalmem() / 2 ** 30).toFixed(1);
  return `${cpus().length} cores (${cpus()[0]?.model.trim()}), ${memory} GiB, Node ${process.version}, load average ${load()}`;
}

/** The load averages of 1, 5 and 15 minutes. */
export const load = () =>
  loadavg()
    .map((average) => average.toFixed(2))
    .join(" ");

/** What runs the jobs of the product. */
export const jobServer = process.env.INNGEST_BIN ? "a real Inngest server" : "the embedded executor";

/** The middle one of some numbers; the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle)] ?? Number.NaN)) / 2;
}

/** The smallest value that is not exceeded by that part of the others: 0.95 for the 95th percentile. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? Number.NaN;
}

/** `median (from least to greatest)`. */
export function spread(values: readonly number[], digits = 3): string {
  const [middle, least, greatest] = [median(values), Math.min(...values), Math.max(...values)];
  return `${middle.toFixed(digits)} (from ${least.toFixed(digits)} to ${greatest.toFixed(digits)})`;
}
