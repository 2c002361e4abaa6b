import type { Sql } from "@/db/client";

/**
 * The call budget that all services, keys and processes of one gateway user share (appio.md §3): a GCRA whose
 * theoretical arrival time (`tat`) lives in Postgres, so that no process needs to know of the others.
 */

/** Who is calling: a person who waits, a mass send, or the reading of outcomes. */
export type CallClass = "person" | "bulk" | "status";

/** `count` departures `interval` milliseconds apart, the first in `delay` milliseconds. An interval of 0: no limit. */
export type Reservation = { delay: number; interval: number; count: number };

/** The platform's window, in seconds. */
const WINDOW = 5;

/** Beside a mass send, status reads get one call in this many. */
const STATUS_LANE = 20;

/** Calls per second FlussIO may make; null = no limit. `limit`: calls per window, `share`: percentage. */
export const callsPerSecond = (limit: number | null, share: number) =>
  limit === null ? null : (limit * share) / 100 / WINDOW;

/** Reserves the next calls of a budget. */
export async function reserve(sql: Sql, budgetId: string, callClass: CallClass, count: number): Promise<Reservation> {
  const [row] = await lanes[callClass](sql, budgetId, count);
  if (!row) throw new Error("unknown budget");
  return { delay: Math.max(0, row.delay), interval: row.interval, count };
}

type Row = { delay: number; interval: number };
type Lane = (sql: Sql, budgetId: string, count: number) => PromiseLike<Row[]>;

/** `now` and the time between two calls, for the UPDATE of a lane. */
const paced = (sql: Sql, budgetId: string) => sql`
  paced as (
    select clock_timestamp() as now, ${STATUS_LANE}::int as lane, coalesce(
      make_interval(secs => ${WINDOW}::float8 / (call_limit * call_share / 100.0)), interval '0') as step
    from budgets where id = ${budgetId}
  )`;

const lanes: Record<CallClass, Lane> = {
  // A mass send queues at the tail; several take turns because each reserves a quarter of a second at a time.
  bulk: (sql, budgetId, count) => sql<Row[]>`
    with ${paced(sql, budgetId)}
    update budgets set
      tat = greatest(tat, now, blocked_until) + step * ${count}::int,
      bulk_at = greatest(tat, now, blocked_until) + step * ${count}::int
    from paced where id = ${budgetId}
    returning ${inMilliseconds(sql, sql`tat - step * ${count}::int - now`, sql`step`)}`,

  // A person goes now, in a lane of its own, and pushes everybody else back.
  person: (sql, budgetId, count) => sql<Row[]>`
    with ${paced(sql, budgetId)}
    update budgets set
      person_tat = greatest(person_tat, now, blocked_until) + step * ${count}::int,
      tat = greatest(tat, now) + step * ${count}::int
    from paced where id = ${budgetId}
    returning ${inMilliseconds(sql, sql`person_tat - step * ${count}::int - now`, sql`step`)}`,

  // Status reads queue like everybody, but beside a mass send they keep to a slow lane of their own.
  status: (sql, budgetId, count) => {
    const crowded = sql`bulk_at > now - interval '1 second'`;
    return sql<Row[]>`
      with ${paced(sql, budgetId)}
      update budgets set
        status_tat = case when ${crowded}
          then greatest(status_tat, now, blocked_until) + step * lane * ${count}::int
          else greatest(tat, now, blocked_until) + step * ${count}::int end,
        tat = case when ${crowded} then greatest(tat, now) else greatest(tat, now, blocked_until) end
          + step * ${count}::int
      from paced where id = ${budgetId}
      returning ${inMilliseconds(
        sql,
        sql`status_tat - step * ${count}::int * (case when ${crowded} then lane else 1 end) - now`,
        sql`step * (case when ${crowded} then lane else 1 end)`,
      )}`;
  },
};

const inMilliseconds = (sql: Sql, delay: ReturnType<Sql>, interval: ReturnType<Sql>) => sql`
  extract(epoch from ${delay})::float8 * 1000 as delay, extract(epoch from ${interval})::float8 * 1000 as interval`;

/** The platform answered 429: nobody calls before `seconds` have passed. */
export async function block(sql: Sql, budgetId: string, seconds: number): Promise<void> {
  await sql`
    update budgets set blocked_until = greatest(blocked_until, clock_timestamp() + make_interval(secs => ${seconds}))
    where id = ${budgetId}`;
}

/** Seconds of the pause that is left; 0 = none. */
export async function pausedSeconds(sql: Sql, budgetId: string): Promise<number> {
  const [row] = await sql<{ seconds: number }[]>`
    select ceil(greatest(0, extract(epoch from blocked_until - clock_timestamp())))::int as seconds
    from budgets where id = ${budgetId}`;
  return row?.seconds ?? 0;
}
