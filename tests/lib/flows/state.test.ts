import { describe, expect, it } from "vitest";
import { flowStates } from "@/db/states";
import { can, settled, sources, transition } from "@/lib/flows/state";

describe("the states of a flow", () => {
  it("goes the way of the manual", () => {
    expect(transition("inactive", "activate")).toBe("active");
    expect(transition("active", "deactivate")).toBe("inactive");
    expect(transition("active", "send")).toBe("sending");
    expect(transition("sending", "stop")).toBe("incomplete");
    expect(transition("incomplete", "resume")).toBe("sending");
    expect(transition("active", "edit")).toBe("inactive");
  });

  it("forbids what would touch messages on their way, or send twice", () => {
    for (const event of ["edit", "import", "disable", "send", "resume", "activate"] as const) {
      expect(can("sending", event)).toBe(false);
    }
    expect(can("sent", "send")).toBe(false);
    expect(can("sent", "resume")).toBe(false);
    expect(sources("resume")).toEqual(["incomplete"]);
  });

  it("settles to a state that its rows explain, and to the same one when asked again", () => {
    for (const state of flowStates) {
      for (const open of [true, false]) {
        for (const [negative, sent] of [
          [true, true],
          [true, false],
          [false, true],
          [false, false],
        ] as const) {
          const now = settled(state, { open, negative, sent });
          expect(settled(now, { open, negative, sent })).toBe(now);
          if (state === "inactive" || state === "active") expect(now).toBe(state);
          else if (now === "sent") expect([open, negative, sent]).toEqual([false, false, true]);
          else if (now === "sending") expect(state === "sending" && open).toBe(true);
        }
      }
    }
  });
});
