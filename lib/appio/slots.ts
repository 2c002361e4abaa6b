import { setMaxListeners } from "node:events";
import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import type { Sql } from "@/db/client";
import { block, type Reservation, reserve } from "./budget";
import type { Answer } from "./outcome";
import type { CallClass, Seen } from "./pace";

/** Milliseconds of calls that are reserved at once: another send of the same budget waits for two of these at most. */
const BATCH = 250;
/** A slot later than this is given up: late calls are never bunched. Less than 2% of the window. Milliseconds. */
const LATE = 80;
/** The least distance of two departures, as a part of the interval: a timer's delay is caught up, nothing more. */
const CATCH_UP = 0.8;
/** Without a limit the budget is looked at again after this time, in milliseconds. */
const FREE = 1_000;

const DEFAULT_PAUSE_SECONDS = 5;
const SHORTEST_PAUSE_SECONDS = 1;

/** What the slots need of the budget (lib/appio/budget.ts). */
export type Budget = {
  reserve(count: number, seen: Seen | null): Promise<Reservation>;
  block(seconds: number): Promise<void>;
};

/** Ends the wait of one caller: whether it may call, or the error that keeps it from knowing. */
type Waiting = (end: boolean | Promise<never>) => void;

/** Lets the callers of this process leave one by one, each at a slot of the shared budget. */
export class Slots {
  #slots: number[] = [];
  #interval = 0;
  #freeUntil = 0;
  #pausedUntil = 0;
  #lastDeparture = 0;
  #seen: { remaining: number; at: number } | null = null;
  #coming: Promise<void> | null = null;
  #serving = false;
  readonly #ending = new Set<Waiting>();
  readonly #starting = new Set<Waiting>();

  /** @param ahead whether to reserve for calls not asked for yet; a person's few calls do not */
  constructor(
    private readonly budget: Budget,
    private readonly ahead = true,
  ) {}

  /**
   * Resolves when the caller may call: true; or false when the signal ended the wait. The call that ends a row goes
   * before those that start one: else, when the pace falls, rows would be checked again and again and none sent.
   */
  take(signal: AbortSignal, part: "starting" | "ending" = "starting"): Promise<boolean> {
    if (signal.aborted) return Promise.resolve(false);
    if (performance.now() < this.#freeUntil) return Promise.resolve(true);
    setMaxListeners(0, signal); // as many wait on it as rows are on their way
    return new Promise((resolve) => {
      const queue = part === "ending" ? this.#ending : this.#starting;
      const leave = () => one(false);
      const one: Waiting = (end) => {
        queue.delete(one);
        signal.removeEventListener("abort", leave);
        resolve(end);
      };
      queue.add(one);
      signal.addEventListener("abort", leave);
      if (!this.#serving) void this.#serve();
    });
  }

  /** Every answer passes here: a 429 pauses everybody, and what remains tells of other callers. Never fails. */
  heed(answer: Answer): void {
    if (answer.kind !== "answered") return;
    if (answer.status !== 429) {
      // What the platform had counted when this call came are the departures before its own.
      const at = performance.now() - answer.durationMs;
      if (answer.remaining !== null) this.#seen = { remaining: answer.remaining, at };
      return;
    }
    const seconds = Math.max(SHORTEST_PAUSE_SECONDS, answer.retryAfter ?? DEFAULT_PAUSE_SECONDS);
    this.#slots = [];
    this.#freeUntil = 0;
    this.#pausedUntil = Math.max(this.#pausedUntil, performance.now() + seconds * 1000);
    // Without the database the pause is ours alone.
    this.budget.block(seconds).catch(() => {});
  }

  async #serve(): Promise<void> {
    this.#serving = true;
    while (this.#first()) {
      try {
        if (await this.#departure()) this.#first()?.(true);
      } catch (error) {
        this.#first()?.(Promise.reject(error));
      }
    }
    this.#serving = false;
  }

  #first(): Waiting | undefined {
    const [one] = this.#ending.size > 0 ? this.#ending : this.#starting;
    return one;
  }

  /** Waits for the next slot, in short naps because those who wait may leave; false when it cannot be used. */
  async #departure(): Promise<boolean> {
    if (performance.now() < this.#freeUntil) return true;
    const slot = await this.#next();
    const departure = Math.max(slot, this.#lastDeparture + this.#interval * CATCH_UP);
    for (let wait = departure - performance.now(); wait > 0; wait = departure - performance.now()) {
      await sleep(Math.min(wait, BATCH));
      if (!this.#first()) {
        if (this.#pausedUntil < slot) this.#slots.unshift(slot);
        return false;
      }
    }
    const now = performance.now();
    if (slot < now - LATE || now < this.#pausedUntil) return now < this.#freeUntil;
    this.#lastDeparture = now;
    return true;
  }

  /** The next reserved slot; the past when there is no limit. */
  async #next(): Promise<number> {
    const size = this.ahead && this.#interval > 0 ? Math.max(1, Math.round(BATCH / this.#interval)) : 1;
    while (true) {
      if (this.#slots.length <= (this.ahead ? size / 2 : 0)) this.#reserve(size).catch(() => {});
      const slot = this.#slots.shift();
      if (slot !== undefined) return slot;
      await this.#reserve(size);
      if (performance.now() < this.#freeUntil) return Number.NEGATIVE_INFINITY;
    }
  }

  #reserve(size: number): Promise<void> {
    this.#coming ??= this.#reserved(size).finally(() => {
      this.#coming = null;
    });
    return this.#coming;
  }

  async #reserved(size: number): Promise<void> {
    const seen = this.#seen && { remaining: this.#seen.remaining, age: performance.now() - this.#seen.at };
    this.#seen = null;
    const { delay, interval, count } = await this.budget.reserve(size, seen);
    const first = Math.max(performance.now() + delay, this.#pausedUntil);
    this.#interval = interval;
    if (interval === 0 && first <= performance.now()) this.#freeUntil = first + FREE;
    else for (let i = 0; i < count; i++) this.#slots.push(first + i * interval);
  }
}

const held = new WeakMap<Sql, Map<string, Slots>>();

/** The slots that a class of calls of one budget has in this process: all its sends take them from the same place. */
export function slotsOf(sql: Sql, budgetId: string, callClass: CallClass): Slots {
  const known = held.get(sql) ?? new Map<string, Slots>();
  const name = `${callClass} ${budgetId}`;
  const budget: Budget = {
    reserve: (count, seen) => reserve(sql, budgetId, { callClass, count, seen }),
    block: (seconds) => block(sql, budgetId, seconds),
  };
  const slots = known.get(name) ?? new Slots(budget, callClass === "bulk");
  held.set(sql, known.set(name, slots));
  return slots;
}
