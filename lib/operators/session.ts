import { and, eq, gt, isNull, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { operatorRoles, operators, roleServices, roles, sessions } from "@/db/schema/operators";
import { type Permission, permissions } from "@/db/states";
import type { Operator } from "../context";

/** The operator behind a live session with today's grants, in one indexed read; null when revoked, expired or disabled. */
export async function operatorOfSession(db: Db, sessionId: string): Promise<Operator | null> {
  const rows = await db
    .select({
      id: operators.id,
      name: operators.username,
      fullName: operators.name,
      permissions: roles.permissions,
      serviceId: roleServices.serviceId,
    })
    .from(sessions)
    .innerJoin(operators, and(eq(operators.id, sessions.operatorId), eq(operators.disabled, false)))
    .leftJoin(operatorRoles, eq(operatorRoles.operatorId, operators.id))
    .leftJoin(roles, eq(roles.id, operatorRoles.roleId))
    .leftJoin(roleServices, eq(roleServices.roleId, roles.id))
    .where(and(eq(sessions.id, sessionId), isNull(sessions.revokedAt), gt(sessions.expiresAt, sql`now()`)));
  const [first] = rows;
  if (!first) return null;

  const grants = new Map<Permission, string[]>(permissions.map((permission) => [permission, []]));
  const services = new Set<string>();
  for (const row of rows) {
    if (!row.serviceId) continue;
    services.add(row.serviceId);
    for (const permission of row.permissions ?? []) grants.get(permission)?.push(row.serviceId);
  }
  return {
    kind: "operator",
    id: first.id,
    name: first.name,
    fullName: first.fullName,
    grants,
    services: [...services],
    administers: rows.some((row) => row.permissions?.includes("administer")),
  };
}

/** Ends a session at once. */
export async function revokeSession(db: Db, sessionId: string): Promise<void> {
  await db.update(sessions).set({ revokedAt: sql`now()` }).where(eq(sessions.id, sessionId));
}
