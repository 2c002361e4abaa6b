import { setTimeout as sleep, setImmediate as turn } from "node:timers/promises";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { pump } from "@/lib/sending/pump";

const never = new AbortController().signal;

/** A job over groups of so many numbered items, that notes what happens to them. */
function jobOf(sizes: readonly number[], work: (item: number) => Promise<void> = () => turn()) {
  const seen = { taken: [] as number[], begun: [] as number[], ended: [] as number[], back: [] as number[], most: 0 };
  let next = 0;
  let atWork = 0;
  const groups = [...sizes];
  return {
    seen,
    take: vi.fn(async () => {
      await turn();
      const group = Array.from({ length: groups.shift() ?? 0 }, () => next++);
      seen.taken.push(...group);
      return group;
    }),
    work: async (item: number) => {
      seen.begun.push(item);
      seen.most = Math.max(seen.most, ++atWork);
      try {
        await work(item);
        seen.ended.push(item);
      } finally {
        atWork -= 1;
      }
    },
    giveBack: vi.fn(async (items: number[]) => void seen.back.push(...items)),
  };
}
const sorted = (items: number[]) => [...items].sort((a, b) => a - b);

describe("pump", () => {
  it("works on every item once, in order, so many at a time, and tells how many", async () => {
    const job = jobOf([10, 1, 25, 4], () => sleep(1));
    expect(await pump(never, 6, job)).toBe(40);
    expect(job.seen.begun).toEqual(job.seen.taken);
    expect(sorted(job.seen.ended)).toEqual(job.seen.taken);
    expect(job.seen.most).toBe(6);
    expect(job.giveBack).not.toHaveBeenCalled();
  });

  it("ends at once when there is nothing", async () => {
    const job = jobOf([]);
    expect(await pump(never, 4, job)).toBe(0);
    expect(job.take).toHaveBeenCalledTimes(1);
  });

  it("takes the next group while it works on the last, and not more than that one", async () => {
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const job = jobOf([2, 2, 2, 2], () => gate);
    const done = pump(never, 2, job);
    await sleep(20);
    expect([job.seen.begun, job.seen.taken]).toEqual([
      [0, 1],
      [0, 1, 2, 3],
    ]);
    release();
    expect(await done).toBe(8);
  });

  it("never waits for a slow item to go on with the others", async () => {
    const job = jobOf([5, 5], (item) => sleep(item === 0 ? 50 : 1));
    await pump(never, 2, job);
    expect(job.seen.ended.at(-1)).toBe(0);
  });
});

describe("after the signal", () => {
  it("begins nothing, and gives back what was taken", async () => {
    const job = jobOf([3, 3]);
    await pump(AbortSignal.abort(), 2, job);
    expect([job.seen.begun, job.seen.back]).toEqual([[], [0, 1, 2]]);
  });

  it("gives back the group that was on its way too", async () => {
    const halt = new AbortController();
    const job = jobOf([4, 4, 4], async (item) => {
      await turn();
      if (item === 1) halt.abort();
    });
    expect(await pump(halt.signal, 1, job)).toBe(4);
    expect(job.seen.begun).toEqual([0, 1]);
    expect(job.seen.back).toEqual([2, 3, 4, 5, 6, 7]);
  });

  it("every item was either worked on or given back, whenever it comes", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 6 }),
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 0, max: 60 }),
        fc.infiniteStream(fc.integer({ min: 0, max: 3 })),
        async (sizes, lanes, stopAt, durations) => {
          const halt = new AbortController();
          let begun = 0;
          const job = jobOf(sizes, async () => {
            if (begun++ === stopAt) halt.abort();
            for (let turns = durations.next().value ?? 0; turns > 0; turns--) await turn();
          });
          await pump(halt.signal, lanes, job);
          expect(sorted([...job.seen.ended, ...job.seen.back])).toEqual(job.seen.taken);
          // Each lane ends what it had begun, and begins nothing more.
          expect(begun).toBeLessThanOrEqual(stopAt + lanes);
        },
      ),
    );
  });
});

describe("errors", () => {
  const broken = () => Promise.reject(new Error("no database"));

  it("of the work are told, once the other lanes have ended theirs", async () => {
    const job = jobOf([10, 10], (item) => (item === 3 ? broken() : sleep(1)));
    await expect(pump(never, 3, job)).rejects.toThrow("no database");
    expect(sorted(job.seen.ended)).toEqual(job.seen.taken.filter((item) => item !== 3));
  });

  it("of every work end the pump, and give back whatever is left", async () => {
    const job = jobOf([10, 10], broken);
    await expect(pump(never, 3, job)).rejects.toThrow("no database");
    expect(job.seen.begun).toEqual([0, 1, 2]);
    expect([...job.seen.begun, ...job.seen.back]).toEqual(job.seen.taken);
  });

  it("of the first take are told", async () => {
    await expect(pump(never, 3, { ...jobOf([]), take: broken })).rejects.toThrow("no database");
  });

  it("of a later take are told when the group before is done", async () => {
    const job = jobOf([5], () => sleep(2));
    let takes = 0;
    const take = () => (takes++ === 0 ? job.take() : broken());
    await expect(pump(never, 2, { ...job, take })).rejects.toThrow("no database");
    expect(sorted(job.seen.ended)).toEqual([0, 1, 2, 3, 4]);
  });

  it("of a take that was on its way at the signal keep nothing from being given back", async () => {
    const halt = new AbortController();
    const job = jobOf([10], async () => halt.abort());
    let takes = 0;
    const take = () => (takes++ === 0 ? job.take() : broken());
    await pump(halt.signal, 1, { ...job, take });
    expect([job.seen.begun, job.seen.back]).toEqual([[0], [1, 2, 3, 4, 5, 6, 7, 8, 9]]);
  });

  it("of giving back are told", async () => {
    await expect(pump(AbortSignal.abort(), 2, { ...jobOf([3]), giveBack: broken })).rejects.toThrow("no database");
  });
});
