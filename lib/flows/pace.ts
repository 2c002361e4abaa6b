import { eq } from "drizzle-orm";
import { flows } from "@/db/schema/flows";
import { organizations } from "@/db/schema/organizations";
import { services } from "@/db/schema/services";
import { STATUS_PART } from "../appio/pace";
import type { Context } from "../context";
import { notFound } from "../refusal";
import { budgetUse } from "../services/budget-use";
import { can } from "./state";

/** Calls that a notification costs while it is being sent: the profile check and the POST. */
const CALLS_EACH = 2;

/** Pure: seconds that so many calls take, sharing the budget with other sends; null = no limit. */
export const secondsForCalls = (calls: number, rate: number | null, sends: number): number | null =>
  rate === null ? null : (calls * Math.max(1, sends)) / rate;

/** Pure: the same for notifications that are still to be checked and posted. */
export const secondsFor = (notifications: number, rate: number | null, sends: number) =>
  secondsForCalls(notifications * CALLS_EACH, rate, sends);

/** Pure: the same for the reading of statuses, which beside mass sends has a small part of the budget. */
export const secondsToRead = (statuses: number, rate: number | null, sends: number) =>
  secondsForCalls(statuses, rate, sends > 0 ? STATUS_PART : 1);

/** The budget a flow sends with, what is made of it now, and its other flows that are sending. */
export async function paceOf(ctx: Context, flowId: string) {
  const [flow] = await ctx.db
    .select({ state: flows.state, organizationName: organizations.name, budgetId: organizations.budgetId })
    .from(flows)
    .innerJoin(services, eq(services.id, flows.serviceId))
    .innerJoin(organizations, eq(organizations.id, services.organizationId))
    .where(eq(flows.id, flowId));
  if (!flow) throw notFound();
  const { state, organizationName, budgetId } = flow;
  const use = await budgetUse(ctx.sql, budgetId);
  return { ...use, organizationName, otherSends: use.sends - (can(state, "stop") ? 1 : 0) };
}
