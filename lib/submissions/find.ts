import { and, asc, count, eq, gt, sql } from "drizzle-orm";
import { flows } from "@/db/schema/flows";
import { notifications } from "@/db/schema/notifications";
import { within } from "../operators/access";
import { notFound } from "../refusal";
import type { FlowStateView, NotificationQuery, NotificationStateView } from "./contract";
import { submittedBy } from "./own";
import type { ByApplication } from "./pair";

const columns = {
  id: notifications.id,
  context: notifications.context,
  key: notifications.key,
  flow_id: notifications.flowId,
  state: notifications.state,
  reason: notifications.reason,
  delivery_status: notifications.deliveryStatus,
  delivery_id: notifications.deliveryId,
  sent_at: notifications.sentAt,
  disabled: notifications.disabled,
};

const shown = ({ sent_at, ...row }: { sent_at: Date | null } & Omit<NotificationStateView, "sent_at">) => ({
  ...row,
  sent_at: sent_at?.toISOString() ?? null,
});

/** The state of a notification that the application submitted, alone or in a flow. */
export async function findSubmitted(ctx: ByApplication, id: string): Promise<NotificationStateView> {
  const [row] = await ctx.db
    .select(columns)
    .from(notifications)
    .where(
      and(eq(notifications.id, id), within(ctx.actor, notifications.serviceId), submittedBy(ctx, notifications.id)),
    );
  if (!row) throw notFound();
  return shown(row);
}

/** Those of a pair, of a context, of a flow, or all, in the order of their arrival. */
export async function listSubmitted(ctx: ByApplication, query: NotificationQuery) {
  const { context, key, flow_id: flowId, after, limit } = query;
  const before = after ? sql`(select n.position from ${notifications} n where n.id = ${after})` : null;
  const rows = await ctx.db
    .select(columns)
    .from(notifications)
    .where(
      and(
        within(ctx.actor, notifications.serviceId),
        submittedBy(ctx, notifications.id),
        context === undefined ? undefined : eq(notifications.context, context),
        key === undefined ? undefined : eq(notifications.key, key),
        flowId === undefined ? undefined : eq(notifications.flowId, flowId),
        before ? gt(notifications.position, before) : undefined,
      ),
    )
    .orderBy(asc(notifications.position))
    .limit(limit + 1);
  const items = rows.slice(0, limit).map(shown);
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/** A flow that the application submitted, with its notifications by state. */
export async function findSubmittedFlow(ctx: ByApplication, flowId: string): Promise<FlowStateView> {
  const [flow] = await ctx.db
    .select({ id: flows.id, context: flows.context, key: flows.key, state: flows.state, disabled: flows.disabled })
    .from(flows)
    .where(and(eq(flows.id, flowId), within(ctx.actor, flows.serviceId), submittedBy(ctx, flows.id)));
  if (!flow) throw notFound();
  const counted = await ctx.db
    .select({ state: notifications.state, n: count() })
    .from(notifications)
    .where(and(eq(notifications.flowId, flowId), eq(notifications.disabled, false)))
    .groupBy(notifications.state);
  const none = { registered: 0, transmitting: 0, sent: 0, error: 0, unreachable: 0 };
  return { ...flow, counts: { ...none, ...Object.fromEntries(counted.map(({ state, n }) => [state, n])) } };
}
