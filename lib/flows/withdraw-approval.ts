import { eq } from "drizzle-orm";
import { flows } from "@/db/schema/flows";
import { record } from "../audit/record";
import type { Context } from "../context";
import { Refusal } from "../refusal";
import { isAwaiting } from "./approval-state";
import { lockFlow, touched } from "./lock";
import { unrequested, unscheduled } from "./reopen";

/** Ritira la richiesta: the flow stays Attivo, and what it was to leave at goes with the request. */
export async function withdrawApproval(ctx: Context, input: { flowId: string; version: number }): Promise<void> {
  const { flowId } = input;
  await ctx.db.transaction(async (tx) => {
    const inside = { ...ctx, db: tx };
    const flow = await lockFlow(inside, input, { permission: "send", event: "approve", evenDisabled: true });
    if (!isAwaiting(flow)) throw new Refusal("approval-not-asked", {});
    await tx
      .update(flows)
      .set({ ...unrequested, ...unscheduled, ...touched(ctx) })
      .where(eq(flows.id, flowId));
    if (flow.scheduledAt) await record(inside, "flow.unschedule", flowId, { scheduledAt: flow.scheduledAt });
    await record(inside, "flow.approval-withdraw", flowId);
  });
}
