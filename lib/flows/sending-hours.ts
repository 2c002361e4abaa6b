import type { SendingHours } from "@/db/schema/organizations";
import { instantOf, isShownTwice, wallTimeOf } from "../italian-time";

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;

/** Whether mass sends may leave at an instant, by the clocks of Italy; no hours = always. */
export function isOpen(hours: SendingHours | null, now: Date): boolean {
  if (!hours) return true;
  const { day, time } = wallTimeOf(now);
  return hours.days.includes(weekday(day)) && hours.from <= time && time < hours.to;
}

/** From when on mass sends may leave: now, or the next opening; null = the hours leave no room. */
export function opensAt(hours: SendingHours | null, now: Date): Date | null {
  return isOpen(hours, now) ? now : nextChange(hours, now, true);
}

/** Until when mass sends that leave now may go on; null = there is no end, or they may not leave now. */
export function closesAt(hours: SendingHours | null, now: Date): Date | null {
  return isOpen(hours, now) ? nextChange(hours, now, false) : null;
}

/** The next instant at which the hours are open, or are not, and were otherwise before. */
function nextChange(hours: SendingHours | null, now: Date, open: boolean): Date | null {
  if (!hours) return null;
  const instants = daysFrom(wallTimeOf(now).day)
    .flatMap((day) => changes(day, hours))
    .filter((instant) => instant > now)
    .sort((a, b) => a.getTime() - b.getTime());
  return instants.find((instant) => isOpen(hours, instant) === open) ?? null;
}

/** Two weeks of the calendar: hours of one day a week may fall in the hour that the clocks skip. */
const daysFrom = (day: string) =>
  Array.from({ length: 16 }, (_, n) => new Date(Date.parse(`${day}T12:00Z`) + n * DAY).toISOString().slice(0, 10));

/**
 * Every instant of a day at which the hours may open or close. 00:00, because the day of the week changes; 02:00 and
 * 03:00, between which the clocks of Italy jump back and forth.
 */
function changes(day: string, { from, to }: SendingHours): Date[] {
  return ["00:00", "02:00", "03:00", from, to].flatMap((time) => {
    const instant = instantOf(day, time);
    if (!instant) return [];
    return isShownTwice(instant) ? [instant, new Date(instant.getTime() + HOUR)] : [instant];
  });
}

/** 1 Monday … 7 Sunday. */
const weekday = (day: string) => new Date(`${day}T12:00Z`).getUTCDay() || 7;
