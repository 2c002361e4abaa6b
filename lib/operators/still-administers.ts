import { and, arrayContains, eq } from "drizzle-orm";
import { operatorRoles, operators, roles } from "@/db/schema/operators";
import type { Context } from "../context";

/** Whether the actor administers after what he did in this request; his grants in the context are those it began with. */
export async function stillAdministers(ctx: Context): Promise<boolean> {
  const { actor } = ctx;
  if (actor.kind !== "operator") return true;
  const held = await ctx.db
    .select({ id: operators.id })
    .from(operators)
    .innerJoin(operatorRoles, eq(operatorRoles.operatorId, operators.id))
    .innerJoin(roles, eq(roles.id, operatorRoles.roleId))
    .where(
      and(eq(operators.id, actor.id), eq(operators.disabled, false), arrayContains(roles.permissions, ["administer"])),
    )
    .limit(1);
  return held.length > 0;
}
