import type { Sql } from "@/db/client";
import type { PaceState } from "@/db/schema/organizations";
import { type Ask, blocked, callsPerSecond, fresh, grant, use } from "./pace";

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

/** What a budget admits and what is made of it, now. */
export type BudgetUse = {
  callLimit: number | null;
  callShare: number;
  /** Calls that FlussIO may make in a second, beside those of others; null = no limit. */
  callsPerSecond: number | null;
  /** FlussIO's calls, and those of others (0 = none seen), in the last 5 seconds. */
  used: number;
  foreign: number;
  /** Seconds of the pause that App IO asked for which are left; 0 = none. */
  pausedSeconds: number;
  /** Flows of this budget that are In invio. */
  sends: number;
};

export async function budgetUse(sql: Sql, budgetId: string): Promise<BudgetUse> {
  const [row] = await sql<(Row & { sends: number })[]>`
    ${columns(sql)}, (
      select count(*)::int from flows f join services s on s.id = f.service_id
        join organizations o on o.id = s.organization_id where f.state = 'sending' and o.budget_id = budgets.id
    ) as sends from budgets where id = ${budgetId}`;
  if (!row) throw new Error("unknown budget");
  const { state, rate, now } = read(row);
  const { used, foreign, pausedSeconds } = use(state, now);
  const { limit: callLimit, share: callShare } = rate;
  return {
    ...{ callLimit, callShare, callsPerSecond: callsPerSecond(rate, foreign) },
    ...{ used, foreign, pausedSeconds, sends: row.sends },
  };
}

type Row = { pace: PaceState | null; limit: number | null; share: number; now: number };

const columns = (sql: Sql) => sql`
  select pace, call_limit as limit, call_share as share, extract(epoch from clock_timestamp())::float8 * 1000 as now`;

const read = ({ pace, limit, share, now }: Row) => ({ state: pace ?? fresh(now), rate: { limit, share }, now });

/** One change of the pace at a time. Its commit does not wait for the disk: what a crash forgets is half a second. */
function change<Result>(
  sql: Sql,
  budgetId: string,
  decide: (before: ReturnType<typeof read>) => [PaceState, Result],
): Promise<Result> {
  return sql.begin(async (tx) => {
    const [row] = await tx<Row[]>`
      ${columns(sql)}, set_config('synchronous_commit', 'off', true) from budgets where id = ${budgetId} for update`;
    if (!row) throw new Error("unknown budget");
    const [state, result] = decide(read(row));
    await tx`update budgets set pace = ${JSON.stringify(state)}::text::jsonb where id = ${budgetId}`;
    return result;
  }) as Promise<Result>;
}
