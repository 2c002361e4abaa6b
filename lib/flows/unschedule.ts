import { eq } from "drizzle-orm";
import { flows } from "@/db/schema/flows";
import { record } from "../audit/record";
import type { Context } from "../context";
import { lockFlow, touched } from "./lock";
import { unrequested, unscheduled } from "./reopen";

/** Annulla la programmazione: the flow stays Attivo and leaves only when somebody sends it. The approval asked or given was for that moment. */
export async function unscheduleFlow(ctx: Context, input: { flowId: string; version: number }): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const inside = { ...ctx, db: tx };
    const flow = await lockFlow(inside, input, { permission: "send", event: "unschedule", evenDisabled: true });
    await tx
      .update(flows)
      .set({ ...unscheduled, ...unrequested, ...touched(ctx) })
      .where(eq(flows.id, input.flowId));
    await record(inside, "flow.unschedule", input.flowId, { scheduledAt: flow.scheduledAt });
  });
}
