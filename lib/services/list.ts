import { and, asc, eq } from "drizzle-orm";
import { organizations } from "@/db/schema/organizations";
import { services } from "@/db/schema/services";
import type { Permission } from "@/db/states";
import type { Context } from "../context";
import { within } from "../operators/access";
import { serviceColumns } from "./columns";

export type ServiceRow = Awaited<ReturnType<typeof listServices>>[number];

/** The services enabled for the actor, or only those where a permission holds; by ente and name. */
export async function listServices(ctx: Context, permission?: Permission) {
  return ctx.db
    .select(serviceColumns)
    .from(services)
    .innerJoin(organizations, eq(organizations.id, services.organizationId))
    .where(and(within(ctx.actor, services.id, permission)))
    .orderBy(asc(organizations.name), asc(services.name));
}
