import { eq } from "drizzle-orm";
import { roles } from "@/db/schema/operators";
import { record } from "../audit/record";
import type { Context } from "../context";
import { changeGrants } from "../operators/administrators";
import type { RoleFields } from "./form";
import { enableServices, lockRole, mustBeFreeName } from "./lock";

/** Aggiorna, for a role: it holds from the next request of whoever has it. */
export async function editRole(ctx: Context, input: RoleFields & { roleId: string; version: number }): Promise<void> {
  const { roleId, version, serviceIds, ...fields } = input;
  await changeGrants(ctx, async (inside) => {
    await lockRole(inside.db, { roleId, version });
    await mustBeFreeName(inside.db, fields.name, roleId);
    await inside.db
      .update(roles)
      .set({ ...fields, updatedAt: ctx.now, updatedBy: ctx.actor.name })
      .where(eq(roles.id, roleId));
    await enableServices(inside.db, roleId, serviceIds);
    await record(inside, "role.edit", roleId, { permissions: fields.permissions, services: serviceIds });
  });
}
