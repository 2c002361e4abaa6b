import { eq } from "drizzle-orm";
import { operatorRoles, roles } from "@/db/schema/operators";
import { record } from "../audit/record";
import type { Context } from "../context";
import { changeGrants } from "../operators/administrators";
import { Refusal } from "../refusal";
import { lockRole } from "./lock";

/** Elimina: only a role that nobody has. */
export async function deleteRole(ctx: Context, input: { roleId: string; version: number }): Promise<void> {
  const { roleId } = input;
  await changeGrants(ctx, async (inside) => {
    await lockRole(inside.db, input);
    const count = await inside.db.$count(operatorRoles, eq(operatorRoles.roleId, roleId));
    if (count > 0) throw new Refusal("role-in-use", { count });
    await inside.db.delete(roles).where(eq(roles.id, roleId));
    await record(inside, "role.delete", roleId);
  });
}
