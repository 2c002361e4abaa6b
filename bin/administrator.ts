import { and, arrayContains, eq } from "drizzle-orm";
import { open, type Tx } from "../db/client";
import { operatorRoles, operators, roleServices, roles } from "../db/schema/operators";
import { services } from "../db/schema/services";
import { permissions } from "../db/states";
import { record } from "../lib/audit/record";
import { hashPassword } from "../lib/operators/password";

export type Administrator = { username: string; name: string; password: string };
export type Outcome = "created" | "administrator-exists" | "username-taken";

const roleName = "Amministratori";
const actor = "admin:create";
const audited = { createdBy: actor, updatedBy: actor };

/**
 * Adds an operator with every permission. Without `force` only when nobody can administer yet: demo accounts do not
 * count, they never sign in on a configured database.
 */
export async function createAdministrator(url: string, person: Administrator, force: boolean): Promise<Outcome> {
  const { sql, db } = open(url, { max: 1 });
  try {
    const passwordHash = await hashPassword(person.password);
    return await db.transaction(async (tx) => {
      await tx.execute("lock table operators, roles in share row exclusive mode");
      if (!force && (await someoneAdministers(tx))) return "administrator-exists";
      const { username, name } = person;
      const added = await tx
        .insert(operators)
        .values({ username, name, passwordHash, ...audited })
        .onConflictDoNothing()
        .returning({ id: operators.id });
      const [operator] = added;
      if (!operator) return "username-taken";
      await tx.insert(operatorRoles).values({ operatorId: operator.id, roleId: await administratorsRole(tx) });
      await record({ db: tx, actor: { kind: "system", name: actor }, now: new Date() }, "operator.create", operator.id);
      return "created";
    });
  } finally {
    await sql.end();
  }
}

async function someoneAdministers(tx: Tx): Promise<boolean> {
  const found = await tx
    .select({ id: operators.id })
    .from(operators)
    .innerJoin(operatorRoles, eq(operatorRoles.operatorId, operators.id))
    .innerJoin(roles, eq(roles.id, operatorRoles.roleId))
    .where(
      and(eq(operators.disabled, false), eq(operators.demo, false), arrayContains(roles.permissions, ["administer"])),
    )
    .limit(1);
  return found.length > 0;
}

async function administratorsRole(tx: Tx): Promise<string> {
  const existing = await tx.query.roles.findFirst({ where: eq(roles.name, roleName) });
  if (existing) return existing.id;
  const [role] = await tx
    .insert(roles)
    .values({ name: roleName, permissions: [...permissions], ...audited })
    .returning({ id: roles.id });
  if (!role) throw new Error("The role was not inserted");
  const all = await tx.select({ serviceId: services.id }).from(services);
  if (all.length > 0)
    await tx.insert(roleServices).values(all.map(({ serviceId }) => ({ roleId: role.id, serviceId })));
  return role.id;
}
