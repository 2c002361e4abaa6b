import type { ScheduleFault } from "@/db/states";

/** For how long after its moment a scheduled send still leaves by itself, in milliseconds; later, FlussIO asks. */
export const PUNCTUAL = 60 * 60_000;

/**
 * Where a schedule stands. `waiting`: its moment is to come. `leaving`: within a minute. `held`: kept back by its fault,
 * tried again until it is missed. `missed`: nothing left, and a person decides.
 */
export type ScheduleState = "waiting" | "leaving" | "held" | "missed";

export function scheduleState(
  { scheduledAt, scheduleFault }: { scheduledAt: Date; scheduleFault: ScheduleFault | null },
  now: Date,
): ScheduleState {
  if (scheduledAt > now) return "waiting";
  if (isMissed(scheduledAt, now)) return "missed";
  return scheduleFault ? "held" : "leaving";
}

export const isMissed = (scheduledAt: Date, now: Date) => now.getTime() - scheduledAt.getTime() > PUNCTUAL;
