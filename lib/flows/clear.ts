import { and, eq, gt, isNotNull, or } from "drizzle-orm";
import { flows, imports } from "@/db/schema/flows";
import { notifications } from "@/db/schema/notifications";
import { record } from "../audit/record";
import type { Context } from "../context";
import { Refusal } from "../refusal";
import { type LockedFlow, lockFlow, touched } from "./lock";

/** Togli le righe: a flow in preparation gives up all its notifications and forgets the files they came from. */
export async function clearFlow(
  ctx: Context,
  input: { flowId: string; version: number },
): Promise<{ removed: number }> {
  return ctx.db.transaction(async (tx) => {
    const inTx = { ...ctx, db: tx };
    const flow = await lockFlow(inTx, input, { permission: "compose", event: "replace" });
    const removed = await removeRows(inTx, flow);
    await tx.update(flows).set(touched(ctx)).where(eq(flows.id, flow.id));
    await record(inTx, "flow.clear", flow.id, { removed });
    return { removed };
  });
}

/** Of a flow in preparation nothing has left; should anything have, nothing is removed. */
export async function removeRows(ctx: Context, { id, state }: LockedFlow): Promise<number> {
  const ofFlow = eq(notifications.flowId, id);
  const left = await ctx.db.query.notifications.findFirst({
    columns: { id: true },
    where: and(ofFlow, or(gt(notifications.attempts, 0), isNotNull(notifications.postedAt))),
  });
  if (left) throw new Refusal("flow-state", { state });
  const removed = await ctx.db.delete(notifications).where(ofFlow);
  await ctx.db.delete(imports).where(eq(imports.flowId, id));
  return removed.count;
}
