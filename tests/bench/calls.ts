import type { LoggedCalls } from "@/lib/appio/sandbox/call-log";
import type { Product } from "@/tests/support/product";

/** What happened to calls. */
export type Count = { admitted: number; refused: number };

/**
 * The calls since a moment (ms), in the order of time: as the sandbox logged them or, when App IO is another server,
 * as Postgres knows them, two for each message and without what was refused.
 */
export async function callsSince({ control, sql }: Product, since: number): Promise<LoggedCalls[]> {
  if (control === null) {
    return sql<LoggedCalls[]>`
      select floor(extract(epoch from at) * 1000)::float8 as at, '' as caller, 2 as admitted, 0 as refused
      from attempts where kind = 'send' and at >= ${new Date(since).toISOString()} order by at`;
  }
  const response = await fetch(`${control}/_sandbox/calls`);
  const calls = (await response.json()) as LoggedCalls[];
  return calls.filter(({ at }) => at >= since);
}

/** The calls of `from` ≤ time < `to` (ms), added up by caller, whom `nameOf` names. */
export function countBy(
  calls: readonly LoggedCalls[],
  { from, to }: { from: number; to: number },
  nameOf: (caller: string) => string,
): Map<string, Count> {
  const counts = new Map<string, Count>();
  for (const { at, caller, admitted, refused } of calls) {
    if (at < from || at >= to) continue;
    const name = nameOf(caller);
    counts.set(name, total([counts.get(name) ?? { admitted: 0, refused: 0 }, { admitted, refused }]));
  }
  return counts;
}

export function total(counts: Iterable<Count>): Count {
  const sum = { admitted: 0, refused: 0 };
  for (const { admitted, refused } of counts) {
    sum.admitted += admitted;
    sum.refused += refused;
  }
  return sum;
}
