import type { Sql } from "@/db/client";
import { type BudgetRow, columns, read } from "../appio/budget";
import { callsPerSecond, use } from "../appio/pace";

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
  const [row] = await sql<(BudgetRow & { sends: number })[]>`
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
