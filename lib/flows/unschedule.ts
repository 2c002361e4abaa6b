import { eq } from "drizzle-orm";
import { flows } from "@/db/schema/flows";
import { record } from "../audit/record";
import type { Context } from "../context";
import { isAwaiting } from "./approval-state";
import { lockFlow, touched } from "./lock";
import { unrequested, unscheduled } from "./reopen";

/** Annulla la programmazione: the flow stays Attivo and leaves only when somebody sends it. What was asked is asked no more. */
export async function unscheduleFlow(ctx: Context, input: { flowId: string; version: number }): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const inside = { ...ctx, db: tx };
    const flow = await lockFlow(inside, input, { permission: "send", event: "unschedule", evenDisabled: true });
    await tx
      .update(flows)
      .set({ ...unscheduled, ...(isAwaiting(flow) ? unrequested : {}), ...touched(ctx) })
      .where(eq(flows.id, input.flowId));
    await record(inside, "flow.unschedule", input.flowId, { scheduledAt: flow.scheduledAt });
  });
}
