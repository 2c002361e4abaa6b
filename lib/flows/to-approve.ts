import { and, asc, eq, sql } from "drizzle-orm";
import { flows } from "@/db/schema/flows";
import { services } from "@/db/schema/services";
import type { Context } from "../context";
import { within } from "../operators/access";
import { awaitsApproval } from "./search";

/** How many the dashboard shows. */
const SHOWN = 20;

/** The flows on which the actor may be the one to decide, the longest waiting first. */
export async function flowsToApprove(ctx: Context) {
  return ctx.db
    .select({
      id: flows.id,
      note: flows.note,
      createdAt: flows.createdAt,
      scheduledAt: flows.scheduledAt,
      count: flows.approvalCount,
      requestedAt: flows.approvalRequestedAt,
      requestedBy: flows.approvalRequestedBy,
      serviceName: services.name,
    })
    .from(flows)
    .innerJoin(services, eq(services.id, flows.serviceId))
    .where(
      and(
        awaitsApproval,
        eq(flows.disabled, false),
        within(ctx.actor, flows.serviceId, "approve"),
        sql`${ctx.actor.name} not in (${flows.approvalRequestedBy}, ${flows.createdBy}, ${flows.updatedBy})`,
      ),
    )
    .orderBy(asc(flows.approvalRequestedAt))
    .limit(SHOWN);
}
