import { and, eq, gt, isNull, lt, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { operatorRoles, operators, roleServices, roles, sessions } from "@/db/schema/operators";
import { type Permission, permissions } from "@/db/states";
import type { Operator } from "../context";

/** A session that nobody uses for this long is over. */
export const IDLE_MINUTES = 60;

/** Moved once a minute, not at each request: only of a session that still lives. */
const seen = (db: Db, sessionId: string) =>
  db
    .update(sessions)
    .set({ lastSeenAt: sql`now()` })
    .where(
      and(
        eq(sessions.id, sessionId),
        gt(sessions.lastSeenAt, sql`now() - make_interval(mins => ${IDLE_MINUTES})`),
        lt(sessions.lastSeenAt, sql`now() - interval '1 minute'`),
      ),
    );

/** The operator behind a live session with today's grants, in one indexed read; null when revoked, expired or disabled. */
export async function operatorOfSession(db: Db, sessionId: string): Promise<Operator | null> {
  const live = and(
    eq(sessions.id, sessionId),
    isNull(sessions.revokedAt),
    gt(sessions.expiresAt, sql`now()`),
    gt(sessions.lastSeenAt, sql`now() - make_interval(mins => ${IDLE_MINUTES})`),
  );
  await seen(db, sessionId);
  return withGrants(
    await granted(db).innerJoin(sessions, eq(sessions.operatorId, operators.id)).where(and(enabled, live)),
  );
}

/** The same for what a person has asked for and is done later, whatever became of the session. */
export async function loadOperator(db: Db, operatorId: string): Promise<Operator | null> {
  return withGrants(await granted(db).where(and(enabled, eq(operators.id, operatorId))));
}

const enabled = eq(operators.disabled, false);

/** A row for each role and service. */
const granted = (db: Db) =>
  db
    .select({
      id: operators.id,
      name: operators.username,
      fullName: operators.name,
      permissions: roles.permissions,
      serviceId: roleServices.serviceId,
    })
    .from(operators)
    .leftJoin(operatorRoles, eq(operatorRoles.operatorId, operators.id))
    .leftJoin(roles, eq(roles.id, operatorRoles.roleId))
    .leftJoin(roleServices, eq(roleServices.roleId, roles.id));

function withGrants(rows: Awaited<ReturnType<typeof granted>>): Operator | null {
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
