import { blocked, type CallClass, fresh, grant, type Rate } from "@/lib/appio/pace";
import { RateWindow } from "@/lib/appio/sandbox/rate-window";

/** Who calls, from `start` to `end` (seconds), as fast as it is let. */
export type Caller = {
  callClass: CallClass;
  start: number;
  end: number;
  /** Milliseconds of calls reserved at once, as lib/appio/slots.ts does for a mass send; 0 = one call at a time. */
  batch?: number;
};

/** Somebody else with the same gateway user: so many calls in 5 seconds, steady, from `start` to `end` (seconds). */
export type Foreign = { calls: number; start: number; end: number };

/** When the simulation begins, by the clock of the budget. */
const EPOCH = 1_700_000_000_000;

type Made = { caller: number; at: number; refused: boolean };

/**
 * A minute or so of our callers and others before one gateway, with a clock of its own. `latency`: milliseconds from the
 * departure of a call to its answer; the gateway counts it half-way. `heed`: whether `remaining` is looked at.
 */
export function simulate(options: {
  rate: Rate;
  seconds: number;
  callers: Caller[];
  foreign?: Foreign[];
  latency?: (call: number) => number;
  heed?: boolean;
}) {
  const { rate, seconds, latency = () => 100, heed = true } = options;
  const gateway = rate.limit === null ? null : new RateWindow(rate.limit);
  const clock = new Clock();
  const made: Made[] = [];
  let state = fresh(EPOCH);
  let foreignRefused = 0;

  options.callers.forEach(({ callClass, start, end, batch = callClass === "bulk" ? 250 : 0 }, caller) => {
    let seen: { remaining: number; at: number } | null = null;
    let interval = 0;
    /** Slots reserved before a 429 are given up, as lib/appio/slots.ts does. */
    let reservation = 0;
    const reserve = (now: number) => {
      if (now >= end * 1000) return;
      const own = reservation;
      const count = interval > 0 ? Math.max(1, Math.round(batch / interval)) : 1;
      const told = heed && seen ? { remaining: seen.remaining, age: now - seen.at } : null;
      const granted = grant(state, rate, { callClass, count, seen: told }, EPOCH + now);
      state = granted.state;
      seen = null;
      interval = granted.grant.interval;
      const slots = Array.from({ length: count }, (_, i) => granted.grant.first - EPOCH + i * interval);
      for (const slot of slots) clock.at(slot, (at) => own === reservation && depart(at));
      // Half a batch is left: the next is fetched. A reserver of single calls asks when its call has left.
      clock.at(slots[Math.floor(count / 2)] ?? now, (at) => own === reservation && reserve(at));
    };
    const depart = (now: number) => {
      if (now >= end * 1000) return;
      const travel = latency(made.length);
      const call: Made = { caller, at: now, refused: false };
      made.push(call);
      clock.at(now + travel / 2, (arrived) => {
        const wait = gateway?.take(arrived) ?? 0;
        call.refused = wait > 0;
        const said = gateway?.remaining ?? null;
        clock.at(now + travel, (answered) => {
          if (wait === 0) {
            if (said !== null) seen = { remaining: said, at: now };
          } else {
            state = blocked(state, wait, EPOCH + answered);
            reservation += 1;
            reserve(answered);
          }
        });
      });
    };
    clock.at(start * 1000, reserve);
  });

  for (const { calls, start, end } of options.foreign ?? []) {
    const call = (now: number) => {
      if (now >= end * 1000) return;
      if ((gateway?.take(now) ?? 0) > 0) foreignRefused += 1;
      clock.at(now + 5000 / calls, call);
    };
    clock.at(start * 1000, call);
  }

  clock.run(seconds * 1000);
  return {
    made,
    foreignRefused,
    refused: made.filter((call) => call.refused).length,
    /** Calls that left between two moments (seconds), of one caller or of all. */
    between: (from: number, to: number, caller?: number) =>
      made.filter(({ at, caller: by }) => at >= from * 1000 && at < to * 1000 && (caller ?? by) === by).length,
  };
}

/** What is to happen, in the order of its moments. */
class Clock {
  readonly #events: { at: number; order: number; act: (now: number) => void }[] = [];
  #order = 0;

  at(at: number, act: (now: number) => void): void {
    const event = { at, order: this.#order++, act };
    let low = 0;
    let high = this.#events.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.#events[middle];
      // The latest first: the end of the array is what comes next.
      if (other && (other.at > at || (other.at === at && other.order < event.order))) low = middle + 1;
      else high = middle;
    }
    this.#events.splice(low, 0, event);
  }

  run(until: number): void {
    for (let next = this.#events.pop(); next && next.at <= until; next = this.#events.pop()) next.act(next.at);
  }
}
