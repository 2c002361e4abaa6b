/** One place among `limit` that a call must hold while it lasts; calls with the same key share the places. */
export type Slot = { key: string; limit: number };

type Waiter = { slots: readonly Slot[]; grant: (release: () => void) => void };

/**
 * Counted places by key, first come first served within a key. A call takes all its places or waits for one that is
 * full, so that a call waiting for its own key holds back nobody else's.
 */
export class Slots {
  private readonly taken = new Map<string, number>();
  private readonly waiting = new Map<string, Waiter[]>();

  /** Resolves, with the function that gives the places back, once all of them are free. */
  acquire(slots: readonly Slot[]): Promise<() => void> {
    return new Promise((grant) => this.admit({ slots, grant }));
  }

  private full({ key, limit }: Slot): boolean {
    return (this.taken.get(key) ?? 0) >= limit;
  }

  private admit(waiter: Waiter): void {
    const blocking = waiter.slots.find((slot) => this.full(slot));
    if (blocking) {
      const queue = this.waiting.get(blocking.key) ?? [];
      queue.push(waiter);
      this.waiting.set(blocking.key, queue);
      return;
    }
    for (const { key } of waiter.slots) this.taken.set(key, (this.taken.get(key) ?? 0) + 1);
    waiter.grant(() => this.release(waiter.slots));
  }

  private release(slots: readonly Slot[]): void {
    for (const { key } of slots) {
      const left = (this.taken.get(key) ?? 0) - 1;
      if (left > 0) this.taken.set(key, left);
      else this.taken.delete(key);
    }
    for (const slot of slots) this.wake(slot);
  }

  private wake(slot: Slot): void {
    const queue = this.waiting.get(slot.key);
    if (!queue) return;
    // Once around at most: a waiter that asked with a lower limit joins the end of this queue again.
    for (let left = queue.length; left > 0 && !this.full(slot); left--) {
      const next = queue.shift();
      if (next) this.admit(next);
    }
    if (queue.length === 0) this.waiting.delete(slot.key);
  }
}
