type Fields = { minute: number; hour: number; day: number; month: number; weekday: number };
export type Cron = (at: Date) => boolean;

const names = (list: string, first: number) =>
  Object.fromEntries(list.split(" ").map((name, index) => [name, index + first]));
const fieldRules: { field: keyof Fields; min: number; max: number; names?: Record<string, number> }[] = [
  { field: "minute", min: 0, max: 59 },
  { field: "hour", min: 0, max: 23 },
  { field: "day", min: 1, max: 31 },
  { field: "month", min: 1, max: 12, names: names("JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC", 1) },
  { field: "weekday", min: 0, max: 6, names: names("SUN MON TUE WED THU FRI SAT", 0) },
];

/**
 * Five-field cron with an optional `TZ=Area/City ` in front (UTC without it), as the real server parses it; tells
 * whether a run is due in the minute of a given instant. Wall-clock rules: a minute that a time change skips does
 * not run, one that it repeats runs twice.
 * @throws Error for seconds, `@every`, unknown zones and values out of range.
 */
export function parseCron(spec: string): Cron {
  const [, timeZone = "UTC", rest = ""] = /^(?:(?:CRON_)?TZ=(\S+)\s+)?(.*)$/.exec(spec.trim()) ?? [];
  const texts = rest.split(/\s+/);
  if (texts.length !== fieldRules.length) throw new Error(`cron not supported (five fields needed): ${spec}`);
  const allowed = fieldRules.map((rule, index) => ({ ...rule, values: valuesOf(texts[index] ?? "", rule, spec) }));
  const starts = (index: number) => /^[*?]/.test(texts[index] ?? "");
  const clock = wallClock(timeZone);

  return (at) => {
    const now = clock(at);
    const [minute, hour, day, month, weekday] = allowed.map(({ field, values }) => values.has(now[field]));
    // Vixie's rule: with both days restricted either one suffices.
    const date = starts(2) || starts(4) ? day && weekday : day || weekday;
    return Boolean(minute && hour && month && date);
  };
}

function valuesOf(text: string, rule: (typeof fieldRules)[number], spec: string): Set<number> {
  const values = new Set<number>();
  const numberOf = (word: string) =>
    rule.names?.[word.toUpperCase()] ?? (/^\d+$/.test(word) ? Number(word) : Number.NaN);
  for (const part of text.split(",")) {
    const [range = "", stepText, ...extra] = part.split("/");
    const [fromText = "", toText, ...more] = range.split("-");
    const everything = range === "*" || range === "?";
    const from = everything ? rule.min : numberOf(fromText);
    const to = toText !== undefined ? numberOf(toText) : everything || stepText !== undefined ? rule.max : from;
    const step = stepText === undefined ? 1 : Number(stepText);
    const valid = from >= rule.min && to <= rule.max && from <= to && Number.isInteger(step) && step > 0;
    if (!valid || extra.length > 0 || more.length > 0) throw new Error(`cron not supported (${rule.field}): ${spec}`);
    for (let value = from; value <= to; value += step) values.add(value);
  }
  return values;
}

function wallClock(timeZone: string): (at: Date) => Fields {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  });
  return (at) => {
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
    const weekday = new Date(Date.UTC(part("year"), part("month") - 1, part("day"))).getUTCDay();
    return { minute: part("minute"), hour: part("hour"), day: part("day"), month: part("month"), weekday };
  };
}
