import { eq } from "drizzle-orm";
import { open, type Tx } from "../db/client";
import { operatorRoles, operators, roleServices, roles } from "../db/schema/operators";
import { services } from "../db/schema/services";
import { permissions } from "../db/states";
import { record } from "../lib/audit/record";
import { lockGrants, someoneAdministers } from "../lib/operators/administrators";
import { hashPassword } from "../lib/operators/password";

export type Administrator = { username: string; name: string; password: string };
export type Outcome = "created" | "administrator-exists" | "username-taken";

const roleName = "Amministratori";
const actor = "admin:create";
const system = { kind: "system" as const, name: actor };
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
      await lockGrants(tx);
      if (!force && (await someoneAdministers(tx, { demo: false }))) return "administrator-exists";
      const { username, name } = person;
      const added = await tx
        .insert(operators)
        .values({ username, name, passwordHash, ...audited })
        .onConflictDoNothing()
        .returning({ id: operators.id });
      const [operator] = added;
      if (!operator) return "username-taken";
      await tx.insert(operatorRoles).values({ operatorId: operator.id, roleId: await administratorsRole(tx) });
      await record({ db: tx, actor: system, now: new Date() }, "operator.create", operator.id);
      return "created";
    });
  } finally {
    await sql.end();
  }
}

/** The role of administrators, with every permission also when somebody has taken some of them from it in Ruoli. */
async function administratorsRole(tx: Tx): Promise<string> {
  const existing = await tx.query.roles.findFirst({ where: eq(roles.name, roleName) });
  if (existing) {
    if (permissions.every((permission) => existing.permissions.includes(permission))) return existing.id;
    const restored = { permissions: [...permissions], updatedAt: new Date(), updatedBy: actor };
    await tx.update(roles).set(restored).where(eq(roles.id, existing.id));
    await record({ db: tx, actor: system, now: new Date() }, "role.edit", existing.id, { permissions });
    return existing.id;
  }
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
