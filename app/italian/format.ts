/** Dates, hours, numbers and durations as the screens say them; every moment is told in Italian time. */
const rome = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat("it-IT", { timeZone: "Europe/Rome", hourCycle: "h23", ...options });

const days = rome({ day: "2-digit", month: "2-digit", year: "numeric" });
const hours = rome({ hour: "2-digit", minute: "2-digit" });
const seconds = rome({ hour: "2-digit", minute: "2-digit", second: "2-digit" });
const dayOfMonth = rome({ day: "numeric" });
const monthAndYear = rome({ month: "long", year: "numeric" });

/** 28/02/2025 */
export const day = (moment: Date) => days.format(moment);

/** 18:09 */
export const hour = (moment: Date) => hours.format(moment);

/** 18:09:32 */
export const hourWithSeconds = (moment: Date) => seconds.format(moment);

/** 18:09:32 - 28/02/2025, the manual's form for "Ultima modifica" */
export const stamp = (moment: Date) => `${hourWithSeconds(moment)} - ${day(moment)}`;

/** 2025-02-28 as 28/02/2025: a calendar day without an hour, such as a due date. */
export const calendarDay = (iso: string) => iso.split("-").reverse().join("/");

/** il 28 febbraio 2025, l'8 febbraio 2025, l'11 febbraio 2025, il 1° febbraio 2025 */
export function onDay(moment: Date): string {
  const number = Number(dayOfMonth.format(moment));
  const article = number === 8 || number === 11 ? "l'" : "il ";
  return `${article}${number === 1 ? "1°" : number} ${monthAndYear.format(moment)}`;
}

/** alle 18:09, all'1:09 */
export const atHour = (moment: Date) => withHour(moment, "alle ", "all'");

/** dalle 18:09, dall'1:09 */
export const sinceHour = (moment: Date) => withHour(moment, "dalle ", "dall'");

function withHour(moment: Date, preposition: string, elided: string) {
  const spoken = hour(moment).replace(/^0(?=\d:)/, "");
  return (spoken.startsWith("1:") ? elided : preposition) + spoken;
}

// `always` because Intl leaves the dot out of Italian numbers of four digits.
const whole = new Intl.NumberFormat("it-IT", { useGrouping: "always", maximumFractionDigits: 0 });
const tenths = new Intl.NumberFormat("it-IT", { useGrouping: "always", maximumFractionDigits: 1 });
const cents = new Intl.NumberFormat("it-IT", {
  useGrouping: "always",
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
});

/** 1.000 */
export const number = (value: number) => whole.format(value);

/** 4,5: a rate, with at most one decimal. */
export const decimal = (value: number) => tenths.format(value);

/** Euro cents as 1.234,56 */
export const amount = (euroCents: number) => cents.format(euroCents / 100);

/** Euro cents as 1.234,56 € */
export const euro = (euroCents: number) => `${amount(euroCents)} €`;

/** il 42%, l'8%, l'80%: a whole percentage from 1 to 100, with its article. */
export function thePercentage(value: number): string {
  const percentage = `${number(value)}%`;
  return /^(1%|11%|8)/.test(percentage) ? `l'${percentage}` : `il ${percentage}`;
}

/** 1 notifica, 2 notifiche */
export const count = (n: number, one: string, many: string) => `${number(n)} ${plural(n, one, many)}`;

/** The word alone: notifica or notifiche. */
export const plural = (n: number, one: string, many: string) => (n === 1 ? one : many);

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A length in seconds as "40 secondi", "5 minuti", "2 ore e 50 minuti", "1 giorno e 3 ore", for after "circa": coarser as it grows. */
export function duration(length: number): string {
  if (length < 55) return count(Math.max(10, ceilTo(length, 10)), "secondo", "secondi");
  if (length < 55 * MINUTE) return count(Math.round(length / MINUTE), "minuto", "minuti");
  if (length < 23.5 * HOUR) return two(ceilTo(length, 5 * MINUTE), HOUR, ["ora", "ore"], MINUTE, ["minuto", "minuti"]);
  return two(ceilTo(length, HOUR), DAY, ["giorno", "giorni"], HOUR, ["ora", "ore"]);
}

const ceilTo = (value: number, step: number) => Math.ceil(value / step) * step;

type Words = [one: string, many: string];

function two(value: number, big: number, bigWords: Words, small: number, smallWords: Words) {
  const rest = (value % big) / small;
  const head = count(Math.floor(value / big), ...bigWords);
  return rest === 0 ? head : `${head} e ${count(rest, ...smallWords)}`;
}
