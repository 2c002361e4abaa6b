import { and, desc, eq, max } from "drizzle-orm";
import { operatorRoles, operators, sessions } from "@/db/schema/operators";
import type { Context } from "../context";
import { notFound } from "../refusal";
import { mustAdminister } from "./access";
import { live } from "./sessions";

export type OperatorDetail = Awaited<ReturnType<typeof findOperator>>;

/** An operator with his roles, his last access and the sessions that are open now. */
export async function findOperator(ctx: Context, operatorId: string) {
  mustAdminister(ctx);
  const [row] = await ctx.db
    .select({
      id: operators.id,
      username: operators.username,
      name: operators.name,
      email: operators.email,
      disabled: operators.disabled,
      demo: operators.demo,
      createdAt: operators.createdAt,
      createdBy: operators.createdBy,
      updatedAt: operators.updatedAt,
      updatedBy: operators.updatedBy,
    })
    .from(operators)
    .where(eq(operators.id, operatorId));
  if (!row) throw notFound();
  const [held, open, [access]] = await Promise.all([
    ctx.db.select({ roleId: operatorRoles.roleId }).from(operatorRoles).where(eq(operatorRoles.operatorId, operatorId)),
    ctx.db
      .select({ id: sessions.id, createdAt: sessions.createdAt, expiresAt: sessions.expiresAt })
      .from(sessions)
      .where(and(eq(sessions.operatorId, operatorId), live))
      .orderBy(desc(sessions.createdAt)),
    ctx.db
      .select({ last: max(sessions.createdAt) })
      .from(sessions)
      .where(eq(sessions.operatorId, operatorId)),
  ]);
  return {
    ...row,
    version: row.updatedAt.getTime(),
    roleIds: held.map(({ roleId }) => roleId),
    sessions: open,
    lastAccess: access?.last ?? null,
  };
}
