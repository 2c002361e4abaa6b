import { and, eq, inArray, sql } from "drizzle-orm";
import { flows } from "@/db/schema/flows";
import type { Context } from "../context";
import { sources } from "./state";

/** The columns of a flow that nobody is to send by itself. */
export const unscheduled = { scheduledAt: null, scheduledBy: null, scheduleFault: null } as const;

/** What was decided on the flow as it was, and any edit of it voids: its schedule, and who was found able to receive. */
export const voided = { ...unscheduled, reachRequestedAt: null, reachEndedAt: null, reachFault: null } as const;

/**
 * A row of the flow was edited by a person: whoever confirms a send must see the new version, and an Attivo flow
 * returns to Inattivo.
 */
export async function rowChanged(ctx: Context, flowId: string): Promise<void> {
  await ctx.db
    .update(flows)
    .set({ version: sql`${flows.version} + 1`, ...voided })
    .where(eq(flows.id, flowId));
  await ctx.db
    .update(flows)
    .set({ state: "inactive" })
    .where(and(eq(flows.id, flowId), inArray(flows.state, sources("deactivate"))));
}
