import { and, count, eq, gte, isNotNull, max, ne, sql } from "drizzle-orm";
import { flows } from "@/db/schema/flows";
import { budgets, organizations } from "@/db/schema/organizations";
import { services } from "@/db/schema/services";
import type { Context } from "../context";
import { within } from "../operators/access";

/** How far back the dashboard looks for faults, in days. */
export const FAULT_DAYS = 7;

export type PlatformFaults = Awaited<ReturnType<typeof platformFaults>>;

/**
 * What App IO, or our own side, kept from going in the last 7 days: flows that a fault stopped and nobody resumed yet,
 * by service and cause, the latest first; and the end of the last pause that App IO asked for (429) with each budget.
 */
export async function platformFaults(ctx: Context) {
  const since = new Date(ctx.now.getTime() - FAULT_DAYS * 86_400_000);
  const last = max(flows.stoppedAt);
  const paused = sql<number>`(${budgets.pace} ->> 'blocked')::float8`;
  const [stops, pauses] = await Promise.all([
    ctx.db
      .select({
        reason: flows.stopReason,
        serviceId: services.id,
        serviceName: services.name,
        count: count(),
        last,
      })
      .from(flows)
      .innerJoin(services, eq(services.id, flows.serviceId))
      .where(
        and(
          within(ctx.actor, flows.serviceId),
          eq(flows.disabled, false),
          isNotNull(flows.stopReason),
          ne(flows.stopReason, "operator"),
          gte(flows.stoppedAt, since),
        ),
      )
      .groupBy(flows.stopReason, services.id, services.name)
      .orderBy(sql`${last} desc`),
    ctx.db
      .select({
        budgetId: budgets.id,
        organizationNames: sql<string[]>`array_agg(distinct ${organizations.name})`,
        until: sql<number>`max(${paused})::float8`,
      })
      .from(services)
      .innerJoin(organizations, eq(organizations.id, services.organizationId))
      .innerJoin(budgets, eq(budgets.id, organizations.budgetId))
      .where(and(within(ctx.actor, services.id), sql`${paused} >= ${since.getTime()}`))
      .groupBy(budgets.id),
  ]);
  return {
    stops: stops.flatMap(({ reason, last, ...stop }) => (reason && last ? [{ ...stop, reason, last }] : [])),
    pauses: pauses.map(({ until, ...pause }) => ({ ...pause, until: new Date(until) })),
  };
}
