import { eq } from "drizzle-orm";
import { flows } from "@/db/schema/flows";
import { record } from "../audit/record";
import type { Context } from "../context";
import { collectNotices } from "../notices/collect";
import { touched } from "./lock";
import { lockForApproval } from "./lock-approval";
import { unscheduled } from "./reopen";

/** Rifiuta: nothing leaves, and the flow says who refused and why until the approval is asked for again. */
export async function refuseApproval(
  ctx: Context,
  input: { flowId: string; version: number; motive: string },
): Promise<void> {
  const { flowId, motive } = input;
  await ctx.db.transaction(async (tx) => {
    const inside = { ...ctx, db: tx };
    const flow = await lockForApproval(inside, input);
    await tx
      .update(flows)
      .set({
        approvalRefusedAt: ctx.now,
        approvalRefusedBy: ctx.actor.name,
        approvalRefusal: motive,
        ...unscheduled,
        ...touched(ctx),
      })
      .where(eq(flows.id, flowId));
    if (flow.scheduledAt) await record(inside, "flow.unschedule", flowId, { scheduledAt: flow.scheduledAt });
    await record(inside, "flow.approval-refuse", flowId);
    await collectNotices(tx, flowId);
  });
}
