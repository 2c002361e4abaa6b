import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { grouped } from "@/lib/sending/group";

describe("grouped", () => {
  it("answers each caller with its own result, in few statements", async () => {
    let statements = 0;
    const double = grouped(async (numbers: number[]) => {
      statements++;
      await sleep(5);
      return numbers.map((n) => n * 2);
    });
    const numbers = Array.from({ length: 500 }, (_, n) => n);
    expect(await Promise.all(numbers.map(double))).toEqual(numbers.map((n) => n * 2));
    expect(statements).toBeLessThan(5);
  });

  it("lets one alone go at once", async () => {
    const groups: number[][] = [];
    const run = grouped(async (items: number[]) => {
      groups.push(items);
      return items;
    });
    for (let i = 0; i < 3; i++) expect(await run(i)).toBe(i);
    expect(groups).toEqual([[0], [1], [2]]);
  });

  it("runs every item once, whenever it comes and whatever fails, and tells each caller its own end", async () => {
    const calls = fc.array(fc.record({ wait: fc.integer({ min: 0, max: 4 }), fails: fc.boolean() }), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(calls, fc.infiniteStream(fc.integer({ min: 0, max: 3 })), async (all, durations) => {
        const ran: number[] = [];
        const run = grouped(async (items: number[]) => {
          ran.push(...items);
          await sleep(durations.next().value ?? 0);
          if (items.some((item) => all[item]?.fails)) throw new Error(`group of ${items.join()}`);
          return items.map((item) => item * 2);
        });
        const ends = await Promise.allSettled(
          all.map(async ({ wait }, item) => {
            await sleep(wait);
            return run(item);
          }),
        );
        expect([...ran].sort((a, b) => a - b)).toEqual(all.map((_, item) => item));
        ends.forEach((end, item) => {
          if (end.status === "fulfilled") expect(end.value).toBe(item * 2);
          // It fails with the statement that it was in, and no other.
          else expect(String(end.reason.message).replace("group of ", "").split(",")).toContain(String(item));
          if (all[item]?.fails) expect(end.status).toBe("rejected");
        });
      }),
      { numRuns: 50 },
    );
  });

  it("works again after a failure", async () => {
    let broken = true;
    const run = grouped(async (items: string[]) => {
      if (broken) throw new Error("no database");
      return items;
    });
    await expect(Promise.all([run("a"), run("b")])).rejects.toThrow("no database");
    broken = false;
    expect(await run("c")).toBe("c");
  });
});
