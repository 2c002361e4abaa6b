import { eq } from "drizzle-orm";
import { flows } from "@/db/schema/flows";
import { record } from "../audit/record";
import type { Context } from "../context";
import { collectNotices } from "../notices/collect";
import { Refusal } from "../refusal";
import { isAwaiting, needsApproval } from "./approval-state";
import { lockFlow, touched } from "./lock";
import { unrequested, unscheduled } from "./reopen";
import { mustBeAhead } from "./schedule";
import { mustBeReady } from "./send";

/**
 * Chiedi l'approvazione: the flow, Attivo, waits for a second person; with `at` it is to leave then, else as soon as it
 * is approved. `count` and `version` are what the confirmation showed, as in sendFlow.
 */
export async function requestApproval(
  ctx: Context,
  input: { flowId: string; version: number; count: number; at?: Date | null; anyHour?: boolean },
): Promise<void> {
  const { flowId, at = null, anyHour = false } = input;
  await ctx.db.transaction(async (tx) => {
    const inside = { ...ctx, db: tx };
    const flow = await lockFlow(inside, input, { permission: "send", event: "request" });
    if (isAwaiting(flow)) throw new Refusal("approval-already-asked", {});
    if (at) mustBeAhead(ctx.now, at);
    const count = await mustBeReady(inside, flow, input.count);
    if (!needsApproval(flow.approvalThreshold, count)) throw new Refusal("approval-not-needed", {});
    await tx
      .update(flows)
      .set({
        state: "active",
        ...(at ? { scheduledAt: at, scheduledBy: ctx.actor.name, scheduleFault: null } : unscheduled),
        anyHour,
        ...unrequested,
        approvalRequestedAt: ctx.now,
        approvalRequestedBy: ctx.actor.name,
        approvalCount: count,
        approvalRefusedAt: null,
        approvalRefusedBy: null,
        approvalRefusal: null,
        ...touched(ctx),
      })
      .where(eq(flows.id, flowId));
    if (at) await record(inside, "flow.schedule", flowId, { count, scheduledAt: at });
    else if (flow.scheduledAt) await record(inside, "flow.unschedule", flowId, { scheduledAt: flow.scheduledAt });
    await record(inside, "flow.approval-request", flowId, { count });
    await collectNotices(tx, flowId);
  });
}
