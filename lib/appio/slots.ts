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

/** Lets the callers of this process leave one by one, each at a slot reserved from the shared budget. */
export class Slots {
  #slots: number[] = [];
  #interval = 0;
  #freeUntil = 0;
  #lastDeparture = 0;
  #turn: Promise<unknown> = Promise.resolve();
  #prefetch: Promise<void> | null = null;

  /** @param reserve asks the budget for so many calls (lib/appio/budget.ts) */
  constructor(private readonly reserve: (count: number) => Promise<Reservation>) {}

  /** Resolves when the caller may call: true; or false when the signal ended the wait. */
  take(signal?: AbortSignal): Promise<boolean> {
    if (performance.now() < this.#freeUntil) return Promise.resolve(!signal?.aborted);
    const mine = this.#turn.then(() => this.#depart(signal));
    this.#turn = mine.catch(() => {});
    return mine;
  }

  /** Forgets the reserved slots: the platform asked for a pause. */
  discard(): void {
    this.#slots = [];
    this.#freeUntil = 0;
  }

  async #depart(signal: AbortSignal | undefined): Promise<boolean> {
    while (!signal?.aborted) {
      if (performance.now() < this.#freeUntil) return true;
      const slot = await this.#next();
      if (slot === null) continue;
      const departure = Math.max(slot, this.#lastDeparture + this.#interval * CATCH_UP);
      if (!(await waitUntil(departure, signal))) return false;
      this.#lastDeparture = performance.now();
      return true;
    }
    return false;
  }

  /** The next slot that is not too late; null when there is none yet, or no limit. */
  async #next(): Promise<number | null> {
    const size = this.#interval > 0 ? Math.max(1, Math.round(BATCH / this.#interval)) : 1;
    if (this.#slots.length <= size / 2 && !this.#prefetch) {
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

async function waitUntil(moment: number, signal: AbortSignal | undefined): Promise<boolean> {
  const delay = moment - performance.now();
  if (delay <= 0) return !signal?.aborted;
  return sleep(delay, true, { signal }).catch(() => false);
}
