import { asc, desc, eq, inArray, max, sql } from "drizzle-orm";
import { operatorRoles, operators, roles, sessions } from "@/db/schema/operators";
import type { Context } from "../context";
import { countUpTo, type Page } from "../page";
import { mustAdminister } from "./access";
import { type OperatorSearch, operatorConditions } from "./search";
import { live } from "./sessions";

export type OperatorRow = Awaited<ReturnType<typeof listOperators>>["rows"][number];

/** One page of Operatori, for whoever administers. */
export async function listOperators(ctx: Context, search: OperatorSearch) {
  mustAdminister(ctx);
  const { page, size } = search;
  const conditions = operatorConditions(ctx.db, search);
  const access = ctx.db
    .select({
      operatorId: sessions.operatorId,
      last: max(sessions.createdAt).as("last"),
      open: sql<number>`(count(*) filter (where ${live}))::int`.as("open"),
    })
    .from(sessions)
    .groupBy(sessions.operatorId)
    .as("access");
  const sortColumns = {
    username: operators.username,
    name: sql`${operators.name} collate "it-x-icu"`,
    access: access.last,
    updated: operators.updatedAt,
  };
  const order = search.descending ? desc : asc;
  const [total, rows] = await Promise.all([
    countUpTo(ctx.db, sql`${operators}`, conditions),
    ctx.db
      .select({
        id: operators.id,
        username: operators.username,
        name: operators.name,
        disabled: operators.disabled,
        updatedBy: operators.updatedBy,
        updatedAt: operators.updatedAt,
        lastAccess: access.last,
        openSessions: access.open,
      })
      .from(operators)
      .leftJoin(access, eq(access.operatorId, operators.id))
      .where(conditions)
      .orderBy(sql`${order(sortColumns[search.sort])} nulls last`, order(operators.id))
      .limit(size)
      .offset((page - 1) * size),
  ]);
  const names = await roleNames(
    ctx,
    rows.map(({ id }) => id),
  );
  return {
    rows: rows.map((row) => ({ ...row, roles: names.get(row.id) ?? [] })),
    total,
    page,
    size,
  } satisfies Page<unknown>;
}

async function roleNames(ctx: Context, operatorIds: string[]): Promise<Map<string, string[]>> {
  const names = new Map<string, string[]>(operatorIds.map((id) => [id, []]));
  if (operatorIds.length === 0) return names;
  const held = await ctx.db
    .select({ operatorId: operatorRoles.operatorId, name: roles.name })
    .from(operatorRoles)
    .innerJoin(roles, eq(roles.id, operatorRoles.roleId))
    .where(inArray(operatorRoles.operatorId, operatorIds))
    .orderBy(sql`${roles.name} collate "it-x-icu"`);
  for (const { operatorId, name } of held) names.get(operatorId)?.push(name);
  return names;
}
