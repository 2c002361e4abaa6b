import type { Kind } from "@/lib/appio/sandbox/answer";
import { RateWindow } from "@/lib/appio/sandbox/rate-window";

/** A gateway user: one call budget for all its services, and what it did with it. */
export class Organization {
  readonly calls: Record<Kind, number> = { profile: 0, send: 0, status: 0 };
  admitted = 0;
  refused = 0;
  readonly #window: RateWindow | undefined;
  /** Second since the epoch → calls admitted and refused in it. */
  readonly #seconds = new Map<number, [number, number]>();
  #second = 0;
  #counts: [number, number] = [0, 0];

  /** `limit` calls in 5 seconds; null = no limit. */
  constructor(limit: number | null) {
    this.#window = limit === null ? undefined : new RateWindow(limit);
  }

  /** Takes a call at `now` (ms): 0 when admitted, otherwise the seconds to wait. */
  take(kind: Kind, now: number): number {
    const wait = this.#window?.take(now) ?? 0;
    const second = Math.floor(now / 1000);
    if (second !== this.#second) {
      this.#second = second;
      this.#counts = this.#seconds.get(second) ?? [0, 0];
      this.#seconds.set(second, this.#counts);
    }
    this.calls[kind]++;
    if (wait === 0) {
      this.admitted++;
      this.#counts[0]++;
    } else {
      this.refused++;
      this.#counts[1]++;
    }
    return wait;
  }

  /** Undefined without a limit: then the gateway sends no such header. */
  get remaining(): number | undefined {
    return this.#window?.remaining;
  }

  stats() {
    return {
      calls: { ...this.calls },
      admitted: this.admitted,
      refused: this.refused,
      limit: this.#window?.limit ?? null,
      /** The most calls admitted within 5 seconds; null without a limit. */
      peak: this.#window?.peak ?? null,
      seconds: [...this.#seconds].map(([second, [admitted, refused]]) => ({ second, admitted, refused })),
    };
  }
}
