import { describe, expect, it } from "vitest";
import { grouped } from "@/lib/sending/group";

describe("grouped", () => {
  it("answers each caller with its own result, in few statements", async () => {
    let statements = 0;
    const double = grouped(async (numbers: number[]) => {
      statements++;
      await new Promise((resolve) => setTimeout(resolve, 5));
      return numbers.map((n) => n * 2);
    });
    const numbers = Array.from({ length: 500 }, (_, n) => n);
    expect(await Promise.all(numbers.map(double))).toEqual(numbers.map((n) => n * 2));
    expect(statements).toBeLessThan(5);
  });

  it("fails the callers of the failed statement only", async () => {
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
