import { asc, countDistinct, eq, sql } from "drizzle-orm";
import { operatorRoles, roleServices, roles } from "@/db/schema/operators";
import type { Context } from "../context";
import { mustAdminister } from "../operators/access";

export type RoleRow = Awaited<ReturnType<typeof listRoles>>[number];

/** All the roles, by name, with how many services each enables and how many operators have it. */
export async function listRoles(ctx: Context) {
  mustAdminister(ctx);
  return ctx.db
    .select({
      id: roles.id,
      name: roles.name,
      permissions: roles.permissions,
      services: countDistinct(roleServices.serviceId),
      holders: countDistinct(operatorRoles.operatorId),
      updatedAt: roles.updatedAt,
      updatedBy: roles.updatedBy,
    })
    .from(roles)
    .leftJoin(roleServices, eq(roleServices.roleId, roles.id))
    .leftJoin(operatorRoles, eq(operatorRoles.roleId, roles.id))
    .groupBy(roles.id)
    .orderBy(asc(sql`${roles.name} collate "it-x-icu"`));
}
