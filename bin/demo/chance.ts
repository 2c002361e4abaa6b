import { generator } from "@/lib/appio/sandbox/hash";

export type Chance = ReturnType<typeof chance>;

/** A repeatable source of choices: the demo looks the same at every first start. */
export function chance(seed: number) {
  const next = generator(seed);
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    /** An integer from 0 to `limit` excluded. */
    below,
    pick<T>(items: ArrayLike<T>): T {
      const item = items[below(items.length)];
      if (item === undefined) throw new Error("Nothing to pick from");
      return item;
    },
    shuffled: <T>(items: readonly T[]): T[] =>
      items
        .map((item) => ({ item, place: next() }))
        .sort((one, other) => one.place - other.place)
        .map(({ item }) => item),
    /** `length` decimal digits. */
    digits: (length: number) => Array.from({ length }, () => below(10)).join(""),
  };
}
