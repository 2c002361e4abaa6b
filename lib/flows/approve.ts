import { eq } from "drizzle-orm";
import { flows } from "@/db/schema/flows";
import { record } from "../audit/record";
import type { Context } from "../context";
import { collectNotices } from "../notices/collect";
import { Refusal } from "../refusal";
import { touched } from "./lock";
import { lockForApproval } from "./lock-approval";
import { isMissed } from "./schedule-state";
import { mustBeApproved, mustBeReady, startSending } from "./send";

/**
 * Approva e invia: what was asked leaves, at once or at its moment. `count` and `version` are what was shown to the
 * approver; anything else in the flow now means that it was changed meanwhile, and nothing leaves.
 */
export async function approveFlow(
  ctx: Context,
  input: { flowId: string; version: number; count: number },
): Promise<{ sent: boolean }> {
  const { flowId } = input;
  const sent = await ctx.db.transaction(async (tx) => {
    const inside = { ...ctx, db: tx };
    const flow = await lockForApproval(inside, input);
    const scheduledAt = flow.scheduledAt ?? undefined;
    if (scheduledAt && isMissed(scheduledAt, ctx.now)) throw new Refusal("approval-late", {});
    const count = await mustBeReady(inside, flow, input.count);
    const approval = { approvedAt: ctx.now, approvedBy: ctx.actor.name };
    mustBeApproved({ ...flow, ...approval }, count);
    await tx
      .update(flows)
      .set({ ...approval, scheduleFault: null, ...touched(ctx) })
      .where(eq(flows.id, flowId));
    await record(inside, "flow.approve", flowId, { count, scheduledAt });
    await collectNotices(tx, flowId);
    if (scheduledAt && scheduledAt > ctx.now) return false;
    await startSending(inside, flow, { count, scheduledAt });
    return true;
  });
  if (sent) ctx.emit({ name: "flussio/flow.send", data: { flowId } });
  return { sent };
}
