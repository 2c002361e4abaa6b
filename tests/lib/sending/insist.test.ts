import { describe, expect, it, vi } from "vitest";
import { insist } from "@/lib/sending/settle";

const naps = vi.hoisted(() => [] as number[]);
vi.mock("node:timers/promises", () => ({ setTimeout: async (ms: number) => void naps.push(ms) }));

describe("insist", () => {
  it("writes again until it is taken", async () => {
    const write = vi.fn(async () => {});
    write.mockRejectedValueOnce(new Error("restarting")).mockRejectedValueOnce(new Error("restarting"));
    await insist(write);
    expect(write).toHaveBeenCalledTimes(3);
  });

  it("gives up after a minute or two, with the last error", async () => {
    naps.length = 0;
    const write = vi.fn(() => Promise.reject(new Error("no database")));
    await expect(insist(write)).rejects.toThrow("no database");
    expect(write).toHaveBeenCalledTimes(20);
    const seconds = naps.reduce((sum, ms) => sum + ms, 0) / 1000;
    expect(seconds).toBeGreaterThan(60);
    expect(seconds).toBeLessThan(150);
    expect(naps.slice(0, 4).every((ms, i) => ms >= 100 * 2 ** i && ms <= 200 * 2 ** i)).toBe(true);
  });
});
