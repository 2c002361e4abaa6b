import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { inCheckpoints } from "@/inngest/functions/checkpoints";

type Step = Parameters<typeof inCheckpoints>[0];
type Status = "over" | "waiting" | "more";

/** A workflow's steps: what was done before is not done again, as when a run is replayed after each of them. */
function stepsOf(known: Map<string, unknown> = new Map()) {
  const ids: string[] = [];
  const sleeps: string[] = [];
  const step = {
    async run(id: string, work: () => Promise<unknown>) {
      ids.push(id);
      if (!known.has(id)) known.set(id, await work());
      return known.get(id);
    },
    async sleep(id: string, time: string) {
      ids.push(id);
      sleeps.push(time);
    },
  };
  return { step: step as unknown as Step, ids, sleeps, known };
}
/** Work that answers these, the last one for ever. */
const work = (...statuses: Status[]) => {
  const left = [...statuses];
  return vi.fn(async (_seconds: number) => ({ status: (left.length > 1 ? left.shift() : left[0]) ?? "over" }));
};

describe("inCheckpoints", () => {
  it("ends with the job", async () => {
    const { step, ids } = stepsOf();
    expect(await inCheckpoints(step, work("more", "more", "over"))).toBe(false);
    expect(ids).toEqual(["checkpoint-0", "checkpoint-1", "checkpoint-2"]);
  });

  it("gives each checkpoint the same few seconds", async () => {
    const job = work("more", "over");
    await inCheckpoints(stepsOf().step, job);
    expect(job.mock.calls).toEqual([[8], [8]]);
  });

  it("waits a little for who holds the flow, and goes on", async () => {
    const { step, ids, sleeps } = stepsOf();
    expect(await inCheckpoints(step, work("waiting", "more", "waiting", "over"))).toBe(false);
    expect(ids).toEqual(["checkpoint-0", "wait-0", "checkpoint-1", "checkpoint-2", "wait-2", "checkpoint-3"]);
    expect(new Set(sleeps)).toEqual(new Set(["2s"]));
  });

  it("does not wait for ever: reconcile picks the flow up", async () => {
    const { step, sleeps } = stepsOf();
    expect(await inCheckpoints(step, work("waiting"))).toBe(false);
    expect(sleeps).toHaveLength(30);
  });

  it("hands over a job without end before the run has too many steps", async () => {
    const { step, ids } = stepsOf();
    expect(await inCheckpoints(step, work("more"))).toBe(true);
    expect(ids.length).toBeLessThan(500);
  });

  it("fails with its checkpoint, for the engine to try again", async () => {
    const broken = () => Promise.reject(new Error("no database"));
    await expect(inCheckpoints(stepsOf().step, broken)).rejects.toThrow("no database");
  });

  it("takes the same steps, each with a name of its own, when it is replayed", async () => {
    const statuses = fc.array(fc.constantFrom<Status>("more", "more", "waiting"), { maxLength: 260 });
    await fc.assert(
      fc.asyncProperty(statuses, async (all) => {
        const first = stepsOf();
        const ended = await inCheckpoints(first.step, work(...all, "over"));
        expect(new Set(first.ids).size).toBe(first.ids.length);
        expect(first.ids.length).toBeLessThan(500);

        const again = stepsOf(first.known);
        const job = work("more");
        expect(await inCheckpoints(again.step, job)).toBe(ended);
        expect(again.ids).toEqual(first.ids);
        expect(job).not.toHaveBeenCalled();
      }),
      { numRuns: 30 },
    );
  });
});
