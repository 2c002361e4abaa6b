import { describe, expect, it } from "vitest";
import { scheduleState } from "@/lib/flows/schedule-state";

const now = new Date("2027-03-01T10:00:00Z");
const minutes = (n: number) => new Date(now.getTime() + n * 60_000);

describe("where a schedule stands", () => {
  it.each([
    [1, null, "waiting"],
    [0, null, "leaving"],
    [-60, null, "leaving"],
    [-61, null, "missed"],
    [-1, "service-disabled", "held"],
    [-60, "flow-disabled", "held"],
    [-61, "service-disabled", "missed"],
    [-61, "late", "missed"],
  ] as const)("%s minutes from now, kept back by %s: %s", (at, scheduleFault, state) => {
    expect(scheduleState({ scheduledAt: minutes(at), scheduleFault }, now)).toBe(state);
  });
});
