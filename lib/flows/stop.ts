import { eq } from "drizzle-orm";
import { flows } from "@/db/schema/flows";
import { record } from "../audit/record";
import type { Context } from "../context";
import { lockFlow, touched } from "./lock";

/** Interrompi invio: the run sees it within a second, lets its calls in flight end and leaves the rest Registrato. */
export async function stopFlow(ctx: Context, input: { flowId: string }): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const inside = { ...ctx, db: tx };
    await lockFlow(inside, input, { permission: "send", event: "stop", evenDisabled: true });
    await tx
      .update(flows)
      .set({
        state: "incomplete",
        stopReason: "operator",
        stoppedAt: ctx.now,
        stoppedBy: ctx.actor.name,
        sendEndedAt: ctx.now,
        ...touched(ctx),
      })
      .where(eq(flows.id, input.flowId));
    await record(inside, "flow.stop", input.flowId);
  });
}
