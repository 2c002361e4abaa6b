import { tzOffset } from "@date-fns/tz";

const ZONE = "Europe/Rome";
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/**
 * The instant of a wall time in Italy. `day` is YYYY-MM-DD, `time` HH:MM, both well formed. Null when clocks never show
 * it (the night of spring on which they jump forward); of the two instants of the night of autumn, the first.
 * TZDate would take the second on a machine whose own zone is not Italian.
 */
export function instantOf(day: string, time: string): Date | null {
  const wall = Date.parse(`${day}T${time}Z`);
  for (const near of [wall - DAY, wall + DAY]) {
    const instant = wall - offset(near);
    if (instant + offset(instant) === wall) return new Date(instant);
  }
  return null;
}

/** Whether the clocks of Italy show the time of this instant again an hour later. */
export const isShownTwice = (instant: Date) =>
  offset(instant.getTime()) - offset(instant.getTime() + 60 * MINUTE) === 60 * MINUTE;

/** The wall time of an instant, in the form that fields of date and time take. */
export function wallTimeOf(instant: Date): { day: string; time: string } {
  const wall = new Date(instant.getTime() + offset(instant.getTime())).toISOString();
  return { day: wall.slice(0, 10), time: wall.slice(11, 16) };
}

/** The last second of an Italian day, in UTC: a midnight would show the day before as the last (appio.md §1). */
export function endOfDay(day: string): string {
  const wall = Date.parse(`${day}T23:59:59Z`);
  // Clocks change at one in the morning UTC: what they are at this hour of UTC, they are at this hour in Italy.
  return new Date(wall - offset(wall)).toISOString().replace(".000Z", "Z");
}

/** How far Italian clocks are ahead of UTC at an instant, in milliseconds. */
const offset = (instant: number) => tzOffset(ZONE, new Date(instant)) * MINUTE;
