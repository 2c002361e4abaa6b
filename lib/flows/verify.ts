import { and, eq, isNotNull, sql } from "drizzle-orm";
import { notifications } from "@/db/schema/notifications";
import { record } from "../audit/record";
import type { Context } from "../context";
import { lockFlow } from "./lock";

/** Verifica Stato: makes the rows without a final outcome due now; the engine reads them through the ente's budget. */
export async function verifyFlow(ctx: Context, input: { flowId: string }): Promise<{ asked: number }> {
  const asked = await ctx.db.transaction(async (tx) => {
    const inside = { ...ctx, db: tx };
    await lockFlow(inside, input, { event: "verify" });
    const rows = await tx
      .update(notifications)
      .set({ checkDueAt: ctx.now })
      .where(
        and(
          eq(notifications.flowId, input.flowId),
          eq(notifications.state, "sent"),
          isNotNull(notifications.deliveryId),
          sql`${notifications.deliveryStatus} is distinct from 'PROCESSED'`,
        ),
      )
      .returning({ id: notifications.id });
    await record(inside, "flow.verify", input.flowId, { count: rows.length });
    return rows.length;
  });
  if (asked > 0) ctx.emit({ name: "flussio/reconcile", data: {} });
  return { asked };
}
