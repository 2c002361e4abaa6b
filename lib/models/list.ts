import { and, asc, eq, sql } from "drizzle-orm";
import { models } from "@/db/schema/models";
import { services } from "@/db/schema/services";
import type { Context } from "../context";
import { within } from "../operators/access";

export type ModelRow = Awaited<ReturnType<typeof listModels>>[number];

/** The models of the services that the actor sees, or of one of them, by service and name. */
export async function listModels(ctx: Context, { serviceId }: { serviceId?: string } = {}) {
  return ctx.db
    .select({
      id: models.id,
      name: models.name,
      version: models.version,
      disabled: models.disabled,
      serviceId: models.serviceId,
      serviceName: services.name,
      updatedAt: models.updatedAt,
      updatedBy: models.updatedBy,
    })
    .from(models)
    .innerJoin(services, eq(services.id, models.serviceId))
    .where(and(within(ctx.actor, models.serviceId), serviceId ? eq(models.serviceId, serviceId) : undefined))
    .orderBy(asc(sql`${services.name} collate "it-x-icu"`), asc(sql`${models.name} collate "it-x-icu"`));
}
