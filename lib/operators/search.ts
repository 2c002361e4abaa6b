import { and, eq, exists, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db, Tx } from "@/db/client";
import { operatorRoles, operators } from "@/db/schema/operators";
import { contains, text } from "../criteria";
import { paging } from "../page";

/** The filters of "Operatori". Wrong values are ignored. */
export const operatorSearch = paging.extend({
  username: text,
  name: text,
  roleId: z.uuid().optional().catch(undefined),
  disabled: z.stringbool().optional().catch(undefined),
  sort: z.enum(["username", "name", "access", "updated"]).catch("username"),
});
export type OperatorSearch = z.output<typeof operatorSearch>;

export function operatorConditions(db: Db | Tx, search: OperatorSearch): SQL {
  const holders = (roleId: string) =>
    db
      .select({ one: sql`1` })
      .from(operatorRoles)
      .where(and(eq(operatorRoles.operatorId, operators.id), eq(operatorRoles.roleId, roleId)));
  return (
    and(
      search.username ? contains(operators.username, search.username) : undefined,
      search.name ? contains(operators.name, search.name) : undefined,
      search.roleId ? exists(holders(search.roleId)) : undefined,
      search.disabled === undefined ? undefined : eq(operators.disabled, search.disabled),
    ) ?? sql`true`
  );
}
