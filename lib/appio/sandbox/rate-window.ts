export const windowMs = 5000;

/**
 * The sliding window of App IO's gateway: `limit` calls in any 5 seconds, refused calls not counted.
 * appio.md §3, policy `rate-limit-by-key` with renewal-period 5.
 */
export class RateWindow {
  readonly limit: number;
  /** The most calls ever admitted within one window. */
  peak = 0;
  readonly #times: Float64Array;
  #oldest = 0;
  #count = 0;

  constructor(limit: number) {
    this.limit = limit;
    this.#times = new Float64Array(limit);
  }

  get remaining(): number {
    return this.limit - this.#count;
  }

  /** Takes a call at `now` (ms): 0 when admitted, otherwise the seconds to wait. */
  take(now: number): number {
    while (this.#count > 0 && this.#at(0) <= now - windowMs) {
      this.#oldest = (this.#oldest + 1) % this.limit;
      this.#count--;
    }
    if (this.#count >= this.limit) return Math.max(1, Math.ceil((this.#at(0) + windowMs - now) / 1000));
    this.#times[(this.#oldest + this.#count) % this.limit] = now;
    this.#count++;
    if (this.#count > this.peak) this.peak = this.#count;
    return 0;
  }

  #at(position: number): number {
    return this.#times[(this.#oldest + position) % this.limit] ?? 0;
  }
}
