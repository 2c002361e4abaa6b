const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * When the platform's status is read, in seconds from the acceptance: 1, 5, 30 minutes, 2 and 12 hours, then daily to
 * seven days, the ceiling that PagoPA documents for THROTTLED (appio.md §3).
 */
export const CHECKS: readonly number[] = [
  ...[MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 12 * HOUR],
  ...[1, 2, 3, 4, 5, 6, 7].map((days) => days * DAY),
];

/** Seconds from now to the next reading of a message accepted so many seconds ago; null = there is none. */
export function nextCheckIn(elapsed: number): number | null {
  const next = CHECKS.find((at) => at > elapsed);
  return next === undefined ? null : next - elapsed;
}
