import { setTimeout as delay } from "node:timers/promises";

/** Resolves when `holds` does; fails after a deadline (ms) that only a broken engine or a stuck machine reaches. */
export async function until(what: string, holds: () => boolean | Promise<boolean>, deadlineMs = 90_000): Promise<void> {
  const deadline = Date.now() + deadlineMs;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`not within ${deadlineMs / 1000} s: ${what}`);
    await delay(50);
  }
}
