import { and, eq } from "drizzle-orm";
import { flows } from "@/db/schema/flows";
import { notifications } from "@/db/schema/notifications";
import { record } from "../audit/record";
import type { Context } from "../context";
import { Refusal } from "../refusal";
import { lockFlow, touched } from "./lock";

/** Attiva: the flow is complete and ready to be sent. */
export async function activateFlow(ctx: Context, input: { flowId: string; version: number }): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const inside = { ...ctx, db: tx };
    await lockFlow(inside, input, { permission: "compose", event: "activate" });
    const row = await tx.query.notifications.findFirst({
      columns: { id: true },
      where: and(eq(notifications.flowId, input.flowId), eq(notifications.disabled, false)),
    });
    if (!row) throw new Refusal("flow-empty", {});
    await tx
      .update(flows)
      .set({ state: "active", ...touched(ctx) })
      .where(eq(flows.id, input.flowId));
    await record(inside, "flow.activate", input.flowId);
  });
}
