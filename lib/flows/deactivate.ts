import { eq } from "drizzle-orm";
import { flows } from "@/db/schema/flows";
import { record } from "../audit/record";
import type { Context } from "../context";
import { lockFlow, touched } from "./lock";
import { type Edit, traceVoided, voided } from "./reopen";

/** Riporta in preparazione. */
export async function deactivateFlow(ctx: Context, input: { flowId: string; version: number }): Promise<Edit> {
  return ctx.db.transaction(async (tx) => {
    const inside = { ...ctx, db: tx };
    const flow = await lockFlow(inside, input, { permission: "compose", event: "deactivate" });
    await tx
      .update(flows)
      .set({ state: "inactive", ...voided, ...touched(ctx) })
      .where(eq(flows.id, input.flowId));
    await record(inside, "flow.deactivate", input.flowId);
    return traceVoided(inside, flow);
  });
}
