import { asc, eq } from "drizzle-orm";
import { organizations } from "@/db/schema/organizations";
import { services } from "@/db/schema/services";
import type { Context } from "../context";
import { mustAdminister } from "../operators/access";

export type AdministeredService = Awaited<ReturnType<typeof listAllServices>>[number];

/** Servizi: all of them, also those that no role enables; by ente and name. */
export async function listAllServices(ctx: Context) {
  mustAdminister(ctx);
  return ctx.db
    .select({
      id: services.id,
      organizationId: services.organizationId,
      organizationName: organizations.name,
      code: services.code,
      name: services.name,
      testing: services.testing,
      connection: services.connection,
      connectionAt: services.connectionAt,
      disabled: services.disabled,
    })
    .from(services)
    .innerJoin(organizations, eq(organizations.id, services.organizationId))
    .orderBy(asc(organizations.name), asc(services.name));
}
