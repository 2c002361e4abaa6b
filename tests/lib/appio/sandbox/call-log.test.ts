import { describe, expect, it } from "vitest";
import { CallLog } from "@/lib/appio/sandbox/call-log";
import { person, runSandbox } from "./running-sandbox";

describe("the log of calls", () => {
  it("keeps callers and tenths of a second apart", () => {
    const log = new CallLog();
    log.add("one", false, 10_001);
    log.add("two", false, 10_050);
    log.add("one", true, 10_099);
    log.add("one", false, 10_100);
    expect(log.all()).toEqual([
      { at: 10_000, caller: "one", admitted: 1, refused: 1 },
      { at: 10_000, caller: "two", admitted: 1, refused: 0 },
      { at: 10_100, caller: "one", admitted: 1, refused: 0 },
    ]);
  });

  it("forgets the oldest after an hour of calls", () => {
    const log = new CallLog();
    for (let tenth = 0; tenth <= 36_000; tenth++) log.add("one", false, tenth * 100);
    expect(log.all()).toHaveLength(36_000);
    expect(log.all()[0]?.at).toBe(100);
  });

  it("is told by the control interface, with who called and what was refused, and begins anew at a reset", async () => {
    const { profile, control, url } = await runSandbox({ limit: 1 });
    await profile(person);
    await profile(person);
    const calls = JSON.parse((await control("GET", "calls")).text) as ReturnType<CallLog["all"]>;
    expect(calls.reduce((sum, { admitted }) => sum + admitted, 0)).toBe(1);
    expect(calls.reduce((sum, { refused }) => sum + refused, 0)).toBe(1);
    expect(new Set(calls.map(({ caller }) => caller.split(" ")[0]))).toEqual(new Set([new URL(url).host]));
    await control("POST", "reset", {});
    expect((await control("GET", "calls")).body).toEqual([]);
  });
});
