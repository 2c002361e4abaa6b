import { and, eq, sql } from "drizzle-orm";
import { operatorRoles, operators, roleServices, roles } from "@/db/schema/operators";
import { organizations } from "@/db/schema/organizations";
import { services } from "@/db/schema/services";
import { type Permission, permissions } from "@/db/states";
import type { Context } from "../context";
import { notFound } from "../refusal";

export type Profile = Awaited<ReturnType<typeof ownProfile>>;

/** Il mio profilo: what whoever is signed in may read of himself. */
export async function ownProfile(ctx: Context) {
  const { actor } = ctx;
  if (actor.kind !== "operator") throw notFound();
  const [self, held, enabled] = await Promise.all([
    ctx.db.query.operators.findFirst({
      columns: { username: true, name: true, email: true },
      where: eq(operators.id, actor.id),
    }),
    ctx.db
      .select({ name: roles.name })
      .from(operatorRoles)
      .innerJoin(roles, eq(roles.id, operatorRoles.roleId))
      .where(eq(operatorRoles.operatorId, actor.id))
      .orderBy(sql`${roles.name} collate "it-x-icu"`),
    ctx.db
      .selectDistinct({ id: services.id, name: services.name, organizationName: organizations.name })
      .from(operatorRoles)
      .innerJoin(roleServices, eq(roleServices.roleId, operatorRoles.roleId))
      .innerJoin(services, eq(services.id, roleServices.serviceId))
      .innerJoin(organizations, eq(organizations.id, services.organizationId))
      .where(and(eq(operatorRoles.operatorId, actor.id)))
      .orderBy(organizations.name, services.name),
  ]);
  if (!self) throw notFound();
  const granted = (serviceId: string): Permission[] =>
    permissions.filter(
      (permission) => permission !== "administer" && actor.grants.get(permission)?.includes(serviceId),
    );
  return {
    ...self,
    administers: actor.administers,
    roles: held.map(({ name }) => name),
    services: enabled.map((service) => ({ ...service, permissions: granted(service.id) })),
  };
}
