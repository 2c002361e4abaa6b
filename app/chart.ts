import type { OutcomeCount } from "@/lib/notifications/outcomes";
import { type Family, families } from "@/lib/notifications/state";

/** How many of each family, and all together. */
export type Tally = Record<Family, number> & { total: number };

export const emptyTally = (): Tally => ({
  ...{ available: 0, pending: 0, unreachable: 0, "to-retry": 0, "to-correct": 0, uncertain: 0 },
  total: 0,
});

export function add(tally: Tally, family: Family, n: number): void {
  tally[family] += n;
  tally.total += n;
}

/** All counts together. */
export function tallyOf(counts: readonly OutcomeCount[]): Tally {
  const tally = emptyTally();
  for (const { family, n } of counts) add(tally, family, n);
  return tally;
}

/** One bar a day, those without outcomes included. */
export function byDay(days: readonly string[], counts: readonly OutcomeCount[]): { day: string; tally: Tally }[] {
  const tallies = new Map(days.map((day) => [day, emptyTally()]));
  for (const { day, family, n } of counts) {
    const tally = tallies.get(day);
    if (tally) add(tally, family, n);
  }
  return [...tallies].map(([day, tally]) => ({ day, tally }));
}

/** One bar a service, the largest first. */
export function byService(counts: readonly OutcomeCount[]): { id: string; name: string; tally: Tally }[] {
  const services = new Map<string, { id: string; name: string; tally: Tally }>();
  for (const { serviceId, serviceName, family, n } of counts) {
    const service = services.get(serviceId) ?? { id: serviceId, name: serviceName, tally: emptyTally() };
    services.set(serviceId, service);
    add(service.tally, family, n);
  }
  return [...services.values()].sort((one, other) => other.tally.total - one.tally.total);
}

/** The families of a tally that there are, in their order. */
export const presentIn = (tally: Tally): Family[] => families.filter((family) => tally[family] > 0);

/** The pieces of a bar, each from where to where on a scale of 0 to 1 whose end is `top`. */
export function piecesOf(tally: Tally, top: number): { family: Family; from: number; to: number }[] {
  let reached = 0;
  return presentIn(tally).map((family) => {
    const from = reached;
    reached += tally[family];
    return { family, from: from / top, to: reached / top };
  });
}

/** The end of a scale for values up to `largest`, and its marks: whole numbers of 1, 2 or 5 times a power of ten. */
export function scaleOf(largest: number): { top: number; marks: number[] } {
  const least = Math.max(1, largest) / 4;
  const power = 10 ** Math.floor(Math.log10(least));
  const step = Math.max(1, [1, 2, 5, 10].map((times) => times * power).find((one) => one >= least) ?? 10 * power);
  const steps = Math.max(1, Math.ceil(largest / step));
  return { top: steps * step, marks: Array.from({ length: steps + 1 }, (_, place) => place * step) };
}
