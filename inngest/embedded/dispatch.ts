import { randomUUID } from "node:crypto";
import type { Entry, Inbox } from "./inbox";
import { type Event, lifecycle, limits } from "./protocol";
import type { Registry } from "./registry";
import type { Runs } from "./runs";

/** From events and minutes to runs. */
export class Dispatcher {
  /** When each function started on an event id or an idempotency key, oldest first. Forgotten with the runs. */
  private readonly seen = new Map<string, number>();

  constructor(
    private readonly registry: Registry,
    private readonly runs: Runs,
    private readonly inbox: Inbox,
  ) {}

  /** Resolves once the events cannot be lost; each leaves the inbox when all the runs it starts have begun. */
  async accept(events: Event[]): Promise<void> {
    for (const entry of await this.inbox.append(events)) this.dispatchEntry(entry);
  }

  /** Starts what a dead executor had accepted and not begun. */
  resume(): void {
    for (const entry of this.inbox.pending()) this.dispatchEntry(entry);
  }

  /** An event of the executor's own, which does not outlive it. */
  dispatch(event: Event): void {
    this.start(event, () => {});
  }

  /** Starts the crons due in a minute, except where an earlier run of the function has not begun yet. */
  tick(minute: Date): void {
    for (const fn of this.registry.functions()) {
      const due = fn.crons.filter((cron) => cron.due(minute));
      if (due.length === 0 || this.runs.hasWaiting(fn.id)) continue;
      for (const { spec } of due) this.runs.start(fn, timerEvent(spec, minute));
    }
  }

  private dispatchEntry({ number, event }: Entry): void {
    this.start(event, () => this.inbox.done(number));
  }

  private start(event: Event, onAllBegun: () => void): void {
    const functions = this.registry.functions();
    if (functions.some((fn) => fn.cancelEvents.includes(event.name))) this.runs.cancelBy(event);
    const triggered = functions.filter((fn) => fn.isTriggeredBy(event));
    const fresh = triggered.filter((fn) => {
      const key = fn.idempotencyKey(event);
      return this.isNew(`${fn.id} id ${event.id}`) && (key === undefined || this.isNew(`${fn.id} key ${key}`));
    });
    let waiting = fresh.length;
    if (waiting === 0) onAllBegun();
    for (const fn of fresh) {
      this.runs.start(fn, event, () => {
        if (--waiting === 0) onAllBegun();
      });
    }
  }

  private isNew(key: string): boolean {
    const now = Date.now();
    for (const [old, at] of this.seen) {
      if (now - at < limits.dedupeMs) break;
      this.seen.delete(old);
    }
    if (this.seen.has(key)) return false;
    this.seen.set(key, now);
    return true;
  }
}

function timerEvent(cron: string, minute: Date): Event {
  const at = minute.toISOString();
  return { id: randomUUID(), name: lifecycle.timer, data: { cron, fireAt: at, scheduledAt: at }, ts: Date.now() };
}
