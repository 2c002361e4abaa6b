import type { AttemptKind } from "@/db/states";

type Line = { kind: AttemptKind; outcome: string; at: Date; durationMs: number | null };

/**
 * Whether App IO accepted a message only after a person had decided on it: the call began before the decision and its
 * answer came after, so the notification took no notice of it.
 */
export const isLate = ({ kind, outcome, at, durationMs }: Line, timeline: readonly Line[]): boolean =>
  kind === "send" &&
  outcome === "accepted" &&
  timeline.some(
    (line) => line.kind === "decision" && line.at < at && line.at.getTime() > at.getTime() - (durationMs ?? 0),
  );
