import { eq } from "drizzle-orm";
import { operators } from "@/db/schema/operators";
import { changedFields } from "../audit/changed";
import { record } from "../audit/record";
import type { Context } from "../context";
import { changeGrants } from "./administrators";
import type { OperatorFields } from "./form";
import { giveRoles, lockOperator, touched } from "./lock";

/** Aggiorna, for an operator: the roles that he has hold from his next request. */
export async function editOperator(
  ctx: Context,
  input: OperatorFields & { operatorId: string; version: number },
): Promise<void> {
  const { operatorId, version, roleIds, ...fields } = input;
  await changeGrants(ctx, async (inside) => {
    const before = await lockOperator(inside.db, { operatorId, version });
    await inside.db
      .update(operators)
      .set({ ...fields, ...touched(ctx) })
      .where(eq(operators.id, operatorId));
    await giveRoles(inside.db, operatorId, roleIds);
    await record(inside, "operator.edit", operatorId, { fields: changedFields(before, fields), roles: roleIds });
  });
}
