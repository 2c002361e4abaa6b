import { expect, it } from "vitest";
import { isLate } from "@/lib/notifications/late";

const at = (second: number) => new Date(Date.UTC(2025, 1, 28, 17, 0, second));
const line = (kind: "send" | "decision", outcome: string, second: number, durationMs: number | null = null) =>
  ({ kind, outcome, at: at(second), durationMs }) as const;

it("is late when the decision fell between the call and its answer", () => {
  const lost = line("send", "uncertain", 0);
  const late = line("send", "accepted", 40, 39_000);
  for (const outcome of ["keep", "resend"]) {
    const timeline = [lost, line("decision", outcome, 30), late];
    expect(timeline.map((one) => isLate(one, timeline))).toEqual([false, false, true]);
  }
});

it("is not late when the call was made because of the decision, or before any", () => {
  const timeline = [
    line("send", "accepted", 1, 400),
    line("decision", "resend", 30),
    line("send", "accepted", 32, 1_500),
    line("send", "lost", 50, 45_000),
  ];
  expect(timeline.some((one) => isLate(one, timeline))).toBe(false);
});
