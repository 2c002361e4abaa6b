import { eq } from "drizzle-orm";
import { operatorRoles, operators, roleServices, roles } from "@/db/schema/operators";
import type { Context } from "../context";
import { mustAdminister } from "../operators/access";
import { notFound } from "../refusal";

export type RoleDetail = Awaited<ReturnType<typeof findRole>>;

/** A role with the services that it enables and who has it. */
export async function findRole(ctx: Context, roleId: string) {
  mustAdminister(ctx);
  const [row, enabled, holders] = await Promise.all([
    ctx.db.query.roles.findFirst({ where: eq(roles.id, roleId) }),
    ctx.db.select({ serviceId: roleServices.serviceId }).from(roleServices).where(eq(roleServices.roleId, roleId)),
    ctx.db
      .select({ id: operators.id, username: operators.username, name: operators.name, disabled: operators.disabled })
      .from(operatorRoles)
      .innerJoin(operators, eq(operators.id, operatorRoles.operatorId))
      .where(eq(operatorRoles.roleId, roleId))
      .orderBy(operators.username),
  ]);
  if (!row) throw notFound();
  return {
    ...row,
    version: row.updatedAt.getTime(),
    serviceIds: enabled.map(({ serviceId }) => serviceId),
    holders,
  };
}
