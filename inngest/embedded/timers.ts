const longestTimeout = 2 ** 31 - 1;

/** Timers of any length (Node's own overflow after 24.8 days) that stop together. */
export class Timers {
  private readonly running = new Set<NodeJS.Timeout>();

  /** Runs `task` once, at a time in milliseconds since the epoch; returns what cancels it. */
  at(time: number, task: () => void): () => void {
    let timer: NodeJS.Timeout;
    const arm = () => {
      timer = setTimeout(
        () => {
          this.running.delete(timer);
          if (Date.now() < time) arm();
          else task();
        },
        Math.min(Math.max(time - Date.now(), 0), longestTimeout),
      );
      this.running.add(timer);
    };
    arm();
    return () => {
      clearTimeout(timer);
      this.running.delete(timer);
    };
  }

  /** Calls `tick` with the start of every minute that begins; minutes slept through are not made up for. */
  everyMinute(tick: (minute: Date) => void): void {
    const next = (Math.floor(Date.now() / 60_000) + 1) * 60_000;
    this.at(next, () => {
      if (Date.now() - next < 60_000) tick(new Date(next));
      this.everyMinute(tick);
    });
  }

  stop(): void {
    for (const timer of this.running) clearTimeout(timer);
    this.running.clear();
  }
}
