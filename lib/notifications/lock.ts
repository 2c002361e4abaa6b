import { and, eq, sql } from "drizzle-orm";
import { flows } from "@/db/schema/flows";
import { notifications } from "@/db/schema/notifications";
import { organizations } from "@/db/schema/organizations";
import { services } from "@/db/schema/services";
import type { Permission } from "@/db/states";
import type { Context } from "../context";
import { may, within } from "../operators/access";
import { notFound, Refusal } from "../refusal";
import { can, type NotificationEvent } from "./state";

export type LockedNotification = Awaited<ReturnType<typeof lockNotification>>;

/**
 * Takes the notification, and its flow first if it has one, for the rest of the transaction, after checking that the
 * actor may see it, holds the permission, was shown its current version and that the event may happen in its state.
 */
export async function lockNotification(
  ctx: Context,
  input: { id: string; version?: number },
  wanted: { permission?: Permission; event: NotificationEvent; evenDisabled?: boolean },
) {
  const visible = and(eq(notifications.id, input.id), within(ctx.actor, notifications.serviceId));
  const found = await ctx.db.query.notifications.findFirst({ columns: { flowId: true }, where: visible });
  if (!found) throw notFound();
  const [flow] = found.flowId
    ? await ctx.db
        .select({ id: flows.id, state: flows.state, disabled: flows.disabled, scheduledAt: flows.scheduledAt })
        .from(flows)
        .where(eq(flows.id, found.flowId))
        .for("update")
    : [];
  const [row] = await ctx.db
    .select({
      id: notifications.id,
      serviceId: notifications.serviceId,
      trialOf: notifications.trialOf,
      state: notifications.state,
      reason: notifications.reason,
      version: notifications.version,
      disabled: notifications.disabled,
      fiscalCode: notifications.fiscalCode,
      sentAt: notifications.sentAt,
      deliveryId: notifications.deliveryId,
      approvalThreshold: organizations.approvalThreshold,
      service: {
        name: services.name,
        disabled: services.disabled,
        testing: services.testing,
        testFiscalCodes: services.testFiscalCodes,
        maxPaymentAmount: services.maxPaymentAmount,
      },
    })
    .from(notifications)
    .innerJoin(services, eq(services.id, notifications.serviceId))
    .innerJoin(organizations, eq(organizations.id, services.organizationId))
    .where(visible)
    .for("update", { of: notifications });
  if (!row) throw notFound();
  const { permission, event, evenDisabled = false } = wanted;
  if (permission && !may(ctx.actor, permission, row.serviceId)) {
    throw new Refusal("not-allowed", { permission, serviceName: row.service.name });
  }
  if (!can(row.state, event)) throw new Refusal("notification-state", { state: row.state });
  if (row.disabled && !evenDisabled) throw new Refusal("notification-disabled", {});
  if (flow?.disabled && !evenDisabled) throw new Refusal("flow-disabled", {});
  if (input.version !== undefined && input.version !== row.version) throw new Refusal("changed-meanwhile", {});
  // An Invio di prova stays among the test codes, whatever becomes of it.
  const service = { ...row.service, testing: row.service.testing || row.trialOf !== null };
  return { ...row, service, flow: flow ?? null };
}

/** What every write of a person changes in the row besides its own fields. */
export const touched = (ctx: Context) => ({
  version: sql`${notifications.version} + 1`,
  updatedAt: ctx.now,
  updatedBy: ctx.actor.name,
});
