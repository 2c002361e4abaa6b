import { eq } from "drizzle-orm";
import { flows } from "@/db/schema/flows";
import { notifications } from "@/db/schema/notifications";
import { setFlowDisabled } from "../flows/disable";
import { setNotificationDisabled } from "../notifications/disable";
import { notFound } from "../refusal";
import { mustBeOwn } from "./own";
import type { ByApplication } from "./pair";

/** Takes back a notification that has not left: it stays in the archive, disabled. What has left cannot be recalled. */
export async function cancelNotification(ctx: ByApplication, id: string): Promise<void> {
  await mustBeOwn(ctx, "notification", id);
  const row = await ctx.db.query.notifications.findFirst({
    columns: { version: true, disabled: true },
    where: eq(notifications.id, id),
  });
  if (!row) throw notFound();
  if (!row.disabled) await setNotificationDisabled(ctx, { id, version: row.version, disabled: true });
}

/** The same for a flow that is being prepared. */
export async function cancelFlow(ctx: ByApplication, flowId: string): Promise<void> {
  await mustBeOwn(ctx, "flow", flowId);
  const flow = await ctx.db.query.flows.findFirst({
    columns: { version: true, disabled: true },
    where: eq(flows.id, flowId),
  });
  if (!flow) throw notFound();
  if (!flow.disabled) await setFlowDisabled(ctx, { flowId, version: flow.version, disabled: true });
}
