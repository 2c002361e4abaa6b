import { asc, desc, eq, sql } from "drizzle-orm";
import { notifications } from "@/db/schema/notifications";
import { services } from "@/db/schema/services";
import type { Context } from "../context";
import { countUpTo, type Page } from "../page";
import { isSilent, type NotificationSearch, notificationConditions } from "./search";

export type NotificationRow = Awaited<ReturnType<typeof listNotifications>>["rows"][number];

const sortColumns = {
  position: notifications.position,
  updated: notifications.updatedAt,
  state: notifications.state,
};

/** One page of Archivio Notifiche, or of the grid of a flow. */
export async function listNotifications(ctx: Context, search: NotificationSearch) {
  const { page, size } = search;
  const conditions = notificationConditions(ctx.actor, search);
  const order = search.descending ? desc : asc;
  const [total, rows] = await Promise.all([
    countUpTo(ctx.db, sql`${notifications}`, conditions),
    ctx.db
      .select({
        id: notifications.id,
        flowId: notifications.flowId,
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
      .where(conditions)
      .orderBy(order(sortColumns[search.sort]), order(notifications.position))
      .limit(size)
      .offset((page - 1) * size),
  ]);
  return { rows, total, page, size } satisfies Page<unknown>;
}
