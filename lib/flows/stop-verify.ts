import { eq, sql } from "drizzle-orm";
import { flows } from "@/db/schema/flows";
import { notifications } from "@/db/schema/notifications";
import { record } from "../audit/record";
import type { Context } from "../context";
import { CHECKS } from "../sending/status-times";
import { lockFlow } from "./lock";
import { unread } from "./verify";

/** Ends a Verifica Stato: what was not read yet is due again when it would have been without it. Answers how many, of how many. */
export async function stopVerify(ctx: Context, input: { flowId: string }): Promise<{ unread: number; count: number }> {
  const { flowId } = input;
  const { requestedAt, asked } = await ctx.db.transaction(async (tx) => {
    const inside = { ...ctx, db: tx };
    const flow = await lockFlow(inside, input, { permission: "send", event: "verify" });
    await tx.update(flows).set({ verifyRequestedAt: null, verifyCount: null }).where(eq(flows.id, flowId));
    if (flow.verifyRequestedAt) await record(inside, "flow.verify-stop", flowId);
    return { requestedAt: flow.verifyRequestedAt, asked: flow.verifyCount ?? 0 };
  });
  if (!requestedAt) return { unread: 0, count: 0 };
  const elapsed = sql`extract(epoch from now() - ${notifications.sentAt})`;
  const next = sql`(select min(at) from unnest(${sql.param(CHECKS)}::float8[]) as checks(at) where at > ${elapsed})`;
  const { count } = await ctx.db
    .update(notifications)
    .set({ checkDueAt: sql`${notifications.sentAt} + make_interval(secs => ${next})` })
    .where(unread(flowId, requestedAt));
  return { unread: Math.min(count, asked), count: asked };
}
