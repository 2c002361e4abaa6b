import { roles } from "@/db/schema/operators";
import { record } from "../audit/record";
import type { Context } from "../context";
import { changeGrants } from "../operators/administrators";
import type { RoleFields } from "./form";
import { enableServices, mustBeFreeName } from "./lock";

/** Aggiungi, for a role. */
export async function createRole(ctx: Context, input: RoleFields): Promise<{ id: string }> {
  const { serviceIds, ...fields } = input;
  return changeGrants(ctx, async (inside) => {
    await mustBeFreeName(inside.db, fields.name);
    const by = { createdAt: ctx.now, createdBy: ctx.actor.name, updatedAt: ctx.now, updatedBy: ctx.actor.name };
    const [row] = await inside.db
      .insert(roles)
      .values({ ...fields, ...by })
      .returning({ id: roles.id });
    if (!row) throw new Error("The role was not inserted");
    await enableServices(inside.db, row.id, serviceIds);
    await record(inside, "role.create", row.id, { permissions: fields.permissions, services: serviceIds });
    return row;
  });
}
