import { describe, expect, it } from "vitest";
import { plan, storms, targets } from "./plan";

const killsOf = (steps: ReturnType<typeof plan>) =>
  steps.flatMap((step) => (step.kind === "kill" ? [step.target] : []));

describe("the plan", () => {
  it("kills each part equally often, and lets every storm come", () => {
    for (let seed = 0; seed < 50; seed++) {
      const steps = plan(20, seed);
      for (const target of targets) expect(killsOf(steps).filter((struck) => struck === target)).toHaveLength(5);
      const came = new Set(steps.flatMap((step) => (step.kind === "storm" ? [step.storm] : [])));
      expect([...came].sort()).toEqual([...storms].sort());
    }
  });

  it("has as many kills as asked, a part at most once more than another", () => {
    for (const kills of [1, 3, 4, 7, 22]) {
      const struck = killsOf(plan(kills, kills));
      expect(struck).toHaveLength(kills);
      const times = targets.map((target) => struck.filter((one) => one === target).length);
      expect(Math.max(...times) - Math.min(...times)).toBeLessThanOrEqual(1);
    }
  });

  it("is decided by the seed", () => {
    expect(plan(20, 7)).toEqual(plan(20, 7));
    expect(plan(20, 7)).not.toEqual(plan(20, 8));
  });
});
