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
    let coming = job.take();
    for (let group = await coming; group.length > 0; group = await coming) {
      taken += group.length;
      coming = signal.aborted ? Promise.resolve([]) : job.take();
      coming.catch(() => {}); // met when its turn comes
      for (const [index, item] of group.entries()) {
        if (signal.aborted) return job.giveBack([...group.slice(index), ...(await coming)]);
        yield item;
      }
    }
  }
  const shared = items();
  const lane = async () => {
    for (let next = await shared.next(); !next.done; next = await shared.next()) await job.work(next.value);
  };
  const ended = await Promise.allSettled(Array.from({ length: lanes }, lane));
  for (const one of ended) if (one.status === "rejected") throw one.reason;
  return taken;
}
