import { and, eq, inArray } from "drizzle-orm";
import { notifications } from "@/db/schema/notifications";
import { services } from "@/db/schema/services";
import type { Context } from "../context";
import { within } from "../operators/access";
import { pageOfNotifications } from "./page";
import { isSilent, type NotificationSearch } from "./search";

export type NotificationRow = Awaited<ReturnType<typeof listNotifications>>["rows"][number];

/** One page of Archivio Notifiche, or of the grid of a flow. */
export async function listNotifications(ctx: Context, search: NotificationSearch) {
  const { ids, ...page } = await pageOfNotifications(ctx, search);
  const found = ids.length > 0 ? await rowsOf(ctx, ids) : [];
  const byId = new Map(found.map((row) => [row.id, row]));
  return { rows: ids.flatMap((id) => byId.get(id) ?? []), ...page, size: search.size };
}

function rowsOf(ctx: Context, ids: string[]) {
  return ctx.db
    .select({
      id: notifications.id,
      flowId: notifications.flowId,
      trialOf: notifications.trialOf,
      serviceName: services.name,
      subject: notifications.subject,
      fiscalCode: notifications.fiscalCode,
      state: notifications.state,
      reason: notifications.reason,
      reachability: notifications.reachability,
      deliveryStatus: notifications.deliveryStatus,
      silent: isSilent,
      updatedBy: notifications.updatedBy,
      updatedAt: notifications.updatedAt,
      createdAt: notifications.createdAt,
      disabled: notifications.disabled,
    })
    .from(notifications)
    .innerJoin(services, eq(services.id, notifications.serviceId))
    .where(and(inArray(notifications.id, ids), within(ctx.actor, notifications.serviceId)));
}
