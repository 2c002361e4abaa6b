import { and, eq, isNull, sql } from "drizzle-orm";
import { flows } from "@/db/schema/flows";
import { notifications } from "@/db/schema/notifications";
import type { Context } from "../context";
import { within } from "../operators/access";
import { countLimit } from "../page";
import { isUndecided } from "./search";

/**
 * How many uncertain notifications wait for a person's decision, up to one past `countLimit`. Asked flow by flow, so
 * that the index on flow and state finds the few there are among many rows.
 */
export async function countUndecided(ctx: Context): Promise<number> {
  const waiting = and(
    eq(notifications.state, "error"),
    eq(notifications.disabled, false),
    isUndecided,
    within(ctx.actor, notifications.serviceId),
  );
  const [row] = await ctx.db.execute<{ n: number }>(sql`
    select count(*)::int as n from (
      select 1 from ${flows} cross join lateral (
        select 1 from ${notifications} where ${notifications.flowId} = ${flows.id} and ${waiting} offset 0
      ) of_flow where ${within(ctx.actor, flows.serviceId)}
      union all
      select 1 from ${notifications} where ${isNull(notifications.flowId)} and ${isNull(notifications.trialOf)} and ${waiting}
      limit ${countLimit + 1}
    ) counted`);
  return row?.n ?? 0;
}
