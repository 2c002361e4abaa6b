import type { Sql } from "@/db/client";
import type { PaceState } from "@/db/schema/organizations";
import { type Ask, blocked, fresh, grant } from "./pace";

/**
 * The call budget that all services, keys and processes of one gateway user share (appio.md §3). Its pace lives in one
 * row of Postgres, by the clock of Postgres, so that no process needs to know of the others.
 */

/** `count` departures `interval` milliseconds apart, the first in `delay` milliseconds. An interval of 0: no limit. */
export type Reservation = { delay: number; interval: number; count: number };

/** Reserves the next calls of a budget. */
export function reserve(sql: Sql, budgetId: string, ask: Ask): Promise<Reservation> {
  return change(sql, budgetId, ({ state, rate, now }) => {
    const made = grant(state, rate, ask, now);
    const { first, interval } = made.grant;
    return [made.state, { delay: first - now, interval, count: ask.count }];
  });
}

/** The platform answered 429: nobody calls before `seconds` have passed. */
export function block(sql: Sql, budgetId: string, seconds: number): Promise<void> {
  return change(sql, budgetId, ({ state, now }) => [blocked(state, seconds, now), undefined]);
}

export type BudgetRow = { pace: PaceState | null; limit: number | null; share: number; now: number };

/** What is read of a budget, and the clock of Postgres. */
export const columns = (sql: Sql) => sql`
  select pace, call_limit as limit, call_share as share, extract(epoch from clock_timestamp())::float8 * 1000 as now`;

export const read = ({ pace, limit, share, now }: BudgetRow) => ({
  state: pace ?? fresh(now),
  rate: { limit, share },
  now,
});

/** One change of the pace at a time. Its commit does not wait for the disk: what a crash forgets is half a second. */
function change<Result>(
  sql: Sql,
  budgetId: string,
  decide: (before: ReturnType<typeof read>) => [PaceState, Result],
): Promise<Result> {
  return sql.begin(async (tx) => {
    const [row] = await tx<BudgetRow[]>`
      ${columns(sql)}, set_config('synchronous_commit', 'off', true) from budgets where id = ${budgetId} for update`;
    if (!row) throw new Error("unknown budget");
    const [state, result] = decide(read(row));
    await tx`update budgets set pace = ${JSON.stringify(state)}::text::jsonb where id = ${budgetId}`;
    return result;
  }) as Promise<Result>;
}
