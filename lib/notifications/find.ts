import { and, asc, eq } from "drizzle-orm";
import { flows } from "@/db/schema/flows";
import { attempts, notifications } from "@/db/schema/notifications";
import { organizations } from "@/db/schema/organizations";
import { services } from "@/db/schema/services";
import type { Context } from "../context";
import { within } from "../operators/access";
import { notFound } from "../refusal";
import { serviceColumns } from "../services/columns";

export type NotificationDetail = Awaited<ReturnType<typeof findNotification>>;

/** A notification with its service, its flow and its timeline. */
export async function findNotification(ctx: Context, id: string) {
  const [found] = await ctx.db
    .select({
      notification: notifications,
      service: { ...serviceColumns, testFiscalCodes: services.testFiscalCodes },
      flow: { id: flows.id, state: flows.state, note: flows.note, scheduledAt: flows.scheduledAt },
    })
    .from(notifications)
    .innerJoin(services, eq(services.id, notifications.serviceId))
    .innerJoin(organizations, eq(organizations.id, services.organizationId))
    .leftJoin(flows, eq(flows.id, notifications.flowId))
    .where(and(eq(notifications.id, id), within(ctx.actor, notifications.serviceId)));
  if (!found) throw notFound();
  const timeline = await ctx.db.query.attempts.findMany({
    where: eq(attempts.notificationId, id),
    orderBy: asc(attempts.id),
  });
  return { ...found.notification, service: found.service, flow: found.flow, timeline };
}
