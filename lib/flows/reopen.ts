import { and, eq, inArray, sql } from "drizzle-orm";
import { flows } from "@/db/schema/flows";
import { record } from "../audit/record";
import type { Context } from "../context";
import { sources } from "./state";

/** The columns of a flow that nobody is to send by itself. */
export const unscheduled = { scheduledAt: null, scheduledBy: null, scheduleFault: null } as const;

/** The columns of a flow that nobody is asked to approve; why it was refused before stays, for who corrects it. */
export const unrequested = {
  approvalRequestedAt: null,
  approvalRequestedBy: null,
  approvalCount: null,
  approvedAt: null,
  approvedBy: null,
} as const;

/** What was decided on the flow as it was, and any edit of it voids: schedule, approval, who was found able to receive. */
export const voided = {
  ...unscheduled,
  ...unrequested,
  reachRequestedAt: null,
  reachEndedAt: null,
  reachFault: null,
} as const;

/** A flow as it was before an edit; `scheduledAt` is told to whoever looks for its schedule afterwards. */
type Edited = { id: string; scheduledAt: Date | null };

/** What an edit tells the person who made it: whether the flow had a schedule, which it has no more. */
export type Edit = { unscheduled: boolean };

/** Keeps a trace of the schedule that an edit has voided (cancelled-schedule.ts). */
export async function traceVoided(ctx: Context, { id, scheduledAt }: Edited): Promise<Edit> {
  if (scheduledAt) await record(ctx, "flow.schedule-voided", id, { scheduledAt });
  return { unscheduled: scheduledAt !== null };
}

/**
 * A row of the flow was edited by a person: whoever confirms a send must see the new version, and an Attivo flow
 * returns to Inattivo.
 */
export async function rowChanged(ctx: Context, flow: Edited): Promise<Edit> {
  const flowId = flow.id;
  await ctx.db
    .update(flows)
    .set({ version: sql`${flows.version} + 1`, ...voided })
    .where(eq(flows.id, flowId));
  await ctx.db
    .update(flows)
    .set({ state: "inactive" })
    .where(and(eq(flows.id, flowId), inArray(flows.state, sources("deactivate"))));
  return traceVoided(ctx, flow);
}
