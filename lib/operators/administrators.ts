import { and, arrayContains, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { operatorRoles, operators, roles } from "@/db/schema/operators";
import type { Context } from "../context";
import { Refusal } from "../refusal";
import { mustAdminister } from "./access";

/** Who changes what operators may do waits here for whoever is doing the same. */
export const lockGrants = (tx: Tx) => tx.execute(sql`lock table operators, roles in share row exclusive mode`);

/** Whether an enabled operator may administer; the demo ones sign in on the embedded database only. */
export async function someoneAdministers(tx: Tx, { demo }: { demo: boolean }): Promise<boolean> {
  const found = await tx
    .select({ id: operators.id })
    .from(operators)
    .innerJoin(operatorRoles, eq(operatorRoles.operatorId, operators.id))
    .innerJoin(roles, eq(roles.id, operatorRoles.roleId))
    .where(
      and(
        eq(operators.disabled, false),
        demo ? undefined : eq(operators.demo, false),
        arrayContains(roles.permissions, ["administer"]),
      ),
    )
    .limit(1);
  return found.length > 0;
}

/**
 * Runs a change of operators or roles for an administrator, one at a time. Whatever the change was, somebody who can sign
 * in must still administer after it: two administrators cannot take the permission from each other.
 */
export async function changeGrants<T>(ctx: Context, change: (inside: Context & { db: Tx }) => Promise<T>): Promise<T> {
  mustAdminister(ctx);
  return ctx.db.transaction(async (tx) => {
    await lockGrants(tx);
    const done = await change({ ...ctx, db: tx });
    if (!(await someoneAdministers(tx, { demo: await isDemo(tx, ctx) }))) throw new Refusal("last-administrator", {});
    return done;
  });
}

/** Whoever is a demo account and is signed in is on the database where demo accounts work. */
async function isDemo(tx: Tx, { actor }: Context): Promise<boolean> {
  if (actor.kind !== "operator") return false;
  const row = await tx.query.operators.findFirst({ columns: { demo: true }, where: eq(operators.id, actor.id) });
  return row?.demo ?? false;
}
