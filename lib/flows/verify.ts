import { and, eq, isNotNull, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import { flows } from "@/db/schema/flows";
import { notifications } from "@/db/schema/notifications";
import { record } from "../audit/record";
import type { Context } from "../context";
import { isOpen } from "../notifications/search";
import { lockFlow } from "./lock";

/**
 * Verifica Stato: makes the notifications without a last word of the platform due now; the engine reads them through the
 * ente's budget, after what was due before. Answers how many.
 */
export async function verifyFlow(ctx: Context, input: { flowId: string }): Promise<{ asked: number }> {
  const { flowId } = input;
  const open = and(eq(notifications.flowId, flowId), eq(notifications.disabled, false), isOpen);
  const asked = await ctx.db.transaction(async (tx) => {
    const inside = { ...ctx, db: tx };
    await lockFlow(inside, input, { permission: "send", event: "verify" });
    const count = await tx.$count(notifications, open);
    await tx
      .update(flows)
      // By the clock that also dates the readings.
      .set({ verifyRequestedAt: sql`clock_timestamp()`, verifyCount: count })
      .where(eq(flows.id, flowId));
    await record(inside, "flow.verify", flowId, { count });
    return count;
  });
  if (asked === 0) return { asked };
  // Without the lock of the flow, which those that are being read meanwhile want: many rows take a while.
  await ctx.db.update(notifications).set({ checkDueAt: sql`now()` }).where(open);
  ctx.emit({ name: "flussio/reconcile", data: {} });
  return { asked };
}

/** The notifications that a Verifica Stato of this moment has still to read, those included that App IO did not answer about. */
export const unread = (flowId: string, requestedAt: Date): SQL | undefined =>
  and(
    eq(notifications.flowId, flowId),
    eq(notifications.disabled, false),
    isOpen,
    isNotNull(notifications.checkDueAt),
    lt(notifications.sentAt, requestedAt),
    or(isNull(notifications.checkedAt), lt(notifications.checkedAt, requestedAt)),
  );
