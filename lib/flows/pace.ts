import { and, eq, ne, sql } from "drizzle-orm";
import { flows } from "@/db/schema/flows";
import { budgets, organizations } from "@/db/schema/organizations";
import { services } from "@/db/schema/services";
import { callsPerSecond } from "../appio/budget";
import type { Context } from "../context";

/** Calls that a notification costs while it is being sent: the profile check and the POST. */
const CALLS_EACH = 2;

/** Pure: seconds that so many notifications take, sharing the budget with other sends; null = no limit. */
export function secondsFor(notifications: number, rate: number | null, sends: number): number | null {
  return rate === null ? null : (notifications * CALLS_EACH * Math.max(1, sends)) / rate;
}

/** The budget a flow sends with: its rate, its pauses and the other flows of the same budget that are sending now. */
export async function paceOf(ctx: Context, flowId: string) {
  const budget = ctx.db
    .select({ id: organizations.budgetId })
    .from(flows)
    .innerJoin(services, eq(services.id, flows.serviceId))
    .innerJoin(organizations, eq(organizations.id, services.organizationId))
    .where(eq(flows.id, flowId));
  const [[row], [others]] = await Promise.all([
    ctx.db
      .select({
        callLimit: budgets.callLimit,
        callShare: budgets.callShare,
        pausedSeconds: sql<number>`greatest(0, extract(epoch from ${budgets.blockedUntil} - clock_timestamp()))::float8`,
      })
      .from(budgets)
      .where(eq(budgets.id, budget)),
    ctx.db
      .select({ sending: sql<number>`count(*)::int` })
      .from(flows)
      .innerJoin(services, eq(services.id, flows.serviceId))
      .innerJoin(organizations, eq(organizations.id, services.organizationId))
      .where(and(eq(organizations.budgetId, budget), eq(flows.state, "sending"), ne(flows.id, flowId))),
  ]);
  return {
    callsPerSecond: row ? callsPerSecond(row.callLimit, row.callShare) : null,
    pausedSeconds: row?.pausedSeconds ?? 0,
    otherSends: others?.sending ?? 0,
  };
}
