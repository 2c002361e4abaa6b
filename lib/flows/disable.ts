import { eq } from "drizzle-orm";
import { flows } from "@/db/schema/flows";
import { record } from "../audit/record";
import type { Context } from "../context";
import { lockFlow, touched } from "./lock";

/** Dis.: keeps the flow in the archive, out of sends and counts; or takes it back. Refused while In invio. */
export async function setFlowDisabled(
  ctx: Context,
  input: { flowId: string; version: number; disabled: boolean },
): Promise<void> {
  const { flowId, disabled } = input;
  await ctx.db.transaction(async (tx) => {
    const inside = { ...ctx, db: tx };
    await lockFlow(inside, input, { permission: "compose", event: "disable", evenDisabled: true });
    await tx
      .update(flows)
      .set({ disabled, ...touched(ctx) })
      .where(eq(flows.id, flowId));
    await record(inside, disabled ? "flow.disable" : "flow.enable", flowId);
  });
}
