import { eq } from "drizzle-orm";
import { notifications } from "@/db/schema/notifications";
import { record } from "../audit/record";
import type { Context } from "../context";
import { type Edit, rowChanged } from "../flows/reopen";
import { settleFlow } from "../flows/settle";
import { can } from "../flows/state";
import { Refusal } from "../refusal";
import { lockNotification, touched } from "./lock";

/** Dis.: keeps the notification in the archive, out of sends and counts; or takes it back. */
export async function setNotificationDisabled(
  ctx: Context,
  input: { id: string; version: number; disabled: boolean },
): Promise<Edit> {
  const { flowId, edit } = await ctx.db.transaction(async (tx) => {
    const inside = { ...ctx, db: tx };
    const row = await lockNotification(inside, input, { permission: "compose", event: "disable", evenDisabled: true });
    if (row.flow?.state === "sending") throw new Refusal("notification-in-flow", { state: row.flow.state });
    // Riprendi would send it, and nobody has approved it with the others.
    const begun = row.flow !== null && can(row.flow.state, "verify");
    if (!input.disabled && begun && row.state === "registered" && row.approvalThreshold !== null) {
      throw new Refusal("enable-unapproved", {});
    }
    await tx
      .update(notifications)
      .set({ disabled: input.disabled, ...touched(ctx) })
      .where(eq(notifications.id, input.id));
    await record(inside, input.disabled ? "notification.disable" : "notification.enable", input.id);
    const edit = row.flow ? await rowChanged(inside, row.flow) : { unscheduled: false };
    return { flowId: row.flow?.id, edit };
  });
  if (flowId) await settleFlow(ctx.sql, flowId);
  return edit;
}
