import { performance } from "node:perf_hooks";
import { setImmediate } from "node:timers";
import { vi } from "vitest";

type Sleeper = { at: number; wake: () => void; signal?: AbortSignal | undefined };

/**
 * A clock for code that reads `performance.now()` and sleeps with `setTimeout` of node:timers/promises: a test mocks that
 * module with `{ setTimeout: clock.sleep }`, and time goes by only inside `pass`.
 */
export class VirtualClock {
  now = 1000;
  /** How much later than asked a sleep ends, in milliseconds: a busy machine. */
  lateness: () => number = () => 0;
  #sleepers: Sleeper[] = [];

  readonly sleep = (ms: number): Promise<void> =>
    new Promise((wake) => this.#sleepers.push({ at: this.now + ms + this.lateness(), wake }));

  install(): void {
    vi.spyOn(performance, "now").mockImplementation(() => this.now);
  }

  /** Lets so many milliseconds go by, and everything happen that is due in them. */
  async pass(ms: number): Promise<void> {
    const end = this.now + ms;
    for (await settle(); ; await settle()) {
      this.#sleepers.sort((a, b) => a.at - b.at);
      const [next] = this.#sleepers;
      if (!next || next.at > end) break;
      this.#sleepers.shift();
      // A late one does not turn the clock back.
      this.now = Math.max(this.now, next.at);
      next.wake();
    }
    this.now = Math.max(this.now, end);
    await settle();
  }
}

/** Everything that needs no time has happened. */
async function settle(): Promise<void> {
  for (let i = 0; i < 5; i++) await new Promise<void>((resolve) => setImmediate(() => resolve()));
}
