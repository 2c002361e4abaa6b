import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { flows } from "@/db/schema/flows";
import { record } from "../audit/record";
import type { Context } from "../context";
import { lockFlow } from "./lock";

/** Ferma la verifica: what was asked until now is kept, and the check counts as ended. */
export async function stopReachability(ctx: Context, input: { flowId: string }): Promise<void> {
  const { flowId } = input;
  await ctx.db.transaction(async (tx) => {
    const inside = { ...ctx, db: tx };
    await lockFlow(inside, input, { permission: "send", event: "reach", evenDisabled: true });
    const stopped = await tx
      .update(flows)
      .set({ reachEndedAt: sql`clock_timestamp()` })
      .where(and(eq(flows.id, flowId), isNotNull(flows.reachRequestedAt), isNull(flows.reachEndedAt)))
      .returning({ id: flows.id });
    if (stopped.length > 0) await record(inside, "flow.reach-stop", flowId);
  });
}
