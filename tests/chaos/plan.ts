import { generator } from "@/lib/appio/sandbox/hash";

/** What kill -9 strikes, each alone. */
export const targets = ["launcher", "app", "executor", "postgres"] as const;
export type Target = (typeof targets)[number];

/** What happens to every call for some seconds; see the table of lib/appio/sandbox/faults.ts. */
export const storms = ["refuse", "rate-limited", "unavailable", "reset-after"] as const;
export type Storm = (typeof storms)[number];

/** Shortest and longest, in ms. An outage stops the flows by the circuit; the answers lost in a second are many already. */
const lasting: Record<Storm, readonly [number, number]> = {
  refuse: [3000, 6000],
  "rate-limited": [1000, 4000],
  unavailable: [3000, 6000],
  "reset-after": [400, 1000],
};

/** `afterMs`: counted from the moment in which the flows are being sent. */
export type Step =
  | { kind: "kill"; target: Target; afterMs: number }
  | { kind: "storm"; storm: Storm; forMs: number; afterMs: number };

/** Rounds in which each part is killed once and two storms come, in an order and at moments that the seed decides. */
export function plan(kills: number, seed: number): Step[] {
  const random = generator(seed);
  const between = (low: number, high: number) => Math.round(low + random() * (high - low));
  const steps: Step[] = [];
  for (let round = 0; round * targets.length < kills; round++) {
    const struck = shuffled(targets, random).slice(0, kills - round * targets.length);
    const coming = [0, 1].map((n) => storms[(round * 2 + n) % storms.length] ?? "refuse");
    const one: Step[] = [
      ...struck.map((target) => ({ kind: "kill" as const, target, afterMs: between(0, 6000) })),
      ...coming.map((storm) => ({
        kind: "storm" as const,
        storm,
        forMs: between(...lasting[storm]),
        afterMs: between(500, 3000),
      })),
    ];
    steps.push(...shuffled(one, random));
  }
  return steps;
}

function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  return items
    .map((item) => ({ item, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
