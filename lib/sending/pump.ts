/**
 * Works through items that come in groups, `lanes` at a time; the next group is taken while the last is being worked
 * on. Ends when `take` finds nothing more, or after the signal: what was taken and not begun is given back. Answers how
 * many were taken.
 */
export async function pump<Item>(
  signal: AbortSignal,
  lanes: number,
  job: {
    take: () => Promise<Item[]>;
    work: (item: Item) => Promise<void>;
    giveBack: (items: Item[]) => Promise<void>;
  },
): Promise<number> {
  let taken = 0;
  async function* items() {
    let group: Item[] = [];
    let coming = job.take();
    try {
      for (group = await coming; group.length > 0; group = await coming) {
        taken += group.length;
        coming = signal.aborted ? Promise.resolve([]) : job.take();
        coming.catch(() => {}); // met when its turn comes
        while (group.length > 0) {
          if (signal.aborted) return;
          yield* group.splice(0, 1);
        }
      }
    } finally {
      const left = [...group, ...(await coming.catch(() => []))];
      if (left.length > 0) await job.giveBack(left);
    }
  }
  const shared = items();
  const lane = async () => {
    for (let next = await shared.next(); !next.done; next = await shared.next()) await job.work(next.value);
  };
  const ended = await Promise.allSettled(Array.from({ length: lanes }, lane));
  await shared.return();
  for (const one of ended) if (one.status === "rejected") throw one.reason;
  return taken;
}
