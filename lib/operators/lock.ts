import { eq, inArray } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { operatorRoles, operators, roles } from "@/db/schema/operators";
import type { Context } from "../context";
import { notFound, Refusal } from "../refusal";

/** Takes the operator for the rest of the transaction; `version`: the change, in ms, that the person was shown. */
export async function lockOperator(tx: Tx, input: { operatorId: string; version: number }) {
  const [operator] = await tx
    .select({
      id: operators.id,
      username: operators.username,
      name: operators.name,
      email: operators.email,
      updatedAt: operators.updatedAt,
    })
    .from(operators)
    .where(eq(operators.id, input.operatorId))
    .for("update");
  if (!operator) throw notFound();
  if (operator.updatedAt.getTime() !== input.version) throw new Refusal("changed-meanwhile", {});
  return operator;
}

/** Gives the operator these roles and no others. */
export async function giveRoles(tx: Tx, operatorId: string, roleIds: readonly string[]): Promise<void> {
  const wanted = [...new Set(roleIds)];
  await tx.delete(operatorRoles).where(eq(operatorRoles.operatorId, operatorId));
  if (wanted.length === 0) return;
  if ((await tx.$count(roles, inArray(roles.id, wanted))) < wanted.length) throw notFound();
  await tx.insert(operatorRoles).values(wanted.map((roleId) => ({ operatorId, roleId })));
}

/** What every write of a person changes in the row besides its own fields. */
export const touched = (ctx: Context) => ({ updatedAt: ctx.now, updatedBy: ctx.actor.name });
