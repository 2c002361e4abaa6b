import { setMaxListeners } from "node:events";
import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import type { Reservation } from "./budget";

/** How many milliseconds of calls are reserved at once: a person's call waits behind no more than two of these. */
const BATCH = 250;

/** A slot later than this is given up: late calls are never bunched. Milliseconds. */
const LATE = 250;

/** The least distance of two departures, as a part of the interval: the timer's delay is caught up, nothing more. */
const CATCH_UP = 0.8;

/** Without a limit the budget is looked at again after this time, in milliseconds. */
const FREE = 1_000;

type Waiting = { resolve: (may: boolean) => void; reject: (error: unknown) => void };

/** Lets the callers of this process leave one by one, each at a slot reserved from the shared budget. */
export class Slots {
  #slots: number[] = [];
  #interval = 0;
  #freeUntil = 0;
  #lastDeparture = 0;
  #prefetch: Promise<void> | null = null;
  #serving = false;
  readonly #waiting = { ending: new Set<Waiting>(), starting: new Set<Waiting>() };

  /**
   * @param reserve asks the budget for so many calls (lib/appio/budget.ts)
   * @param ahead whether to reserve for calls not asked for yet; a person's few calls do not
   */
  constructor(
    private readonly reserve: (count: number) => Promise<Reservation>,
    private readonly ahead = true,
  ) {}

  /**
   * Resolves when the caller may call: true; or false when the signal ended the wait. The call that ends a row goes
   * before those that start one: else many rows would be checked and none sent.
   */
  take(signal: AbortSignal, part: "starting" | "ending" = "starting"): Promise<boolean> {
    if (signal.aborted) return Promise.resolve(false);
    if (performance.now() < this.#freeUntil) return Promise.resolve(true);
    setMaxListeners(0, signal); // as many wait on it as rows are on their way
    return new Promise((resolve, reject) => {
      const queue = this.#waiting[part];
      const leave = () => {
        queue.delete(one);
        resolve(false);
      };
      const settle = <Value>(end: (value: Value) => void) => {
        return (value: Value) => {
          signal.removeEventListener("abort", leave);
          end(value);
        };
      };
      const one: Waiting = { resolve: settle(resolve), reject: settle(reject) };
      queue.add(one);
      signal.addEventListener("abort", leave, { once: true });
      if (!this.#serving) void this.#serve();
    });
  }

  /** Forgets the reserved slots: the platform asked for a pause. */
  discard(): void {
    this.#slots = [];
    this.#freeUntil = 0;
  }

  async #serve(): Promise<void> {
    this.#serving = true;
    try {
      while (this.#waits()) {
        if (performance.now() >= this.#freeUntil && !(await this.#departure())) continue;
        this.#next()?.resolve(true);
      }
    } catch (error) {
      for (let one = this.#next(); one; one = this.#next()) one.reject(error);
    }
    this.#serving = false;
  }

  #waits = () => this.#waiting.ending.size + this.#waiting.starting.size > 0;

  #next(): Waiting | undefined {
    for (const queue of [this.#waiting.ending, this.#waiting.starting]) {
      for (const one of queue) {
        queue.delete(one);
        return one;
      }
    }
    return undefined;
  }

  /** Waits for the next slot; false when there was none in time, or nobody waits for it any more. */
  async #departure(): Promise<boolean> {
    const slot = await this.#slot();
    if (slot === null) return false;
    const departure = Math.max(slot, this.#lastDeparture + this.#interval * CATCH_UP);
    // In short naps, because a pause of the platform may be long and those who wait may leave.
    for (let wait = departure - performance.now(); wait > 0; wait = departure - performance.now()) {
      await sleep(Math.min(wait, BATCH));
      if (!this.#waits()) return false;
    }
    this.#lastDeparture = performance.now();
    return true;
  }

  /** The next slot that is not too late; null when there is none yet, or no limit. */
  async #slot(): Promise<number | null> {
    const size = this.ahead && this.#interval > 0 ? Math.max(1, Math.round(BATCH / this.#interval)) : 1;
    if (this.#slots.length <= (this.ahead ? size / 2 : 0) && !this.#prefetch) {
      this.#prefetch = this.#fetch(size);
      this.#prefetch.catch(() => {}); // whoever finds no slot left awaits it, and gets the error
    }
    if (this.#slots.length === 0) await this.#prefetch;
    const slot = this.#slots.shift();
    return slot === undefined || slot < performance.now() - LATE ? null : slot;
  }

  async #fetch(size: number): Promise<void> {
    try {
      const { delay, interval, count } = await this.reserve(size);
      const first = performance.now() + delay;
      this.#interval = interval;
      if (interval === 0 && delay === 0) this.#freeUntil = first + FREE;
      else for (let i = 0; i < count; i++) this.#slots.push(first + i * interval);
    } finally {
      this.#prefetch = null;
    }
  }
}
