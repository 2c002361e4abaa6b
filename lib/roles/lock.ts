import { and, eq, inArray, ne, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { roleServices, roles } from "@/db/schema/operators";
import { services } from "@/db/schema/services";
import { notFound, Refusal } from "../refusal";

/** Takes the role for the rest of the transaction; `version`: the change, in ms, that the person was shown. */
export async function lockRole(tx: Tx, input: { roleId: string; version: number }): Promise<void> {
  const [role] = await tx
    .select({ updatedAt: roles.updatedAt })
    .from(roles)
    .where(eq(roles.id, input.roleId))
    .for("update");
  if (!role) throw notFound();
  if (role.updatedAt.getTime() !== input.version) throw new Refusal("changed-meanwhile", {});
}

/** Two roles whose names differ in their capitals only would be taken for one. */
export async function mustBeFreeName(tx: Tx, name: string, self?: string): Promise<void> {
  const same = and(sql`lower(${roles.name}) = lower(${name})`, self ? ne(roles.id, self) : undefined);
  if ((await tx.$count(roles, same)) > 0) throw new Refusal("role-name-taken", { field: "name" });
}

/** Enables these services for the role and no others. */
export async function enableServices(tx: Tx, roleId: string, serviceIds: readonly string[]): Promise<void> {
  const wanted = [...new Set(serviceIds)];
  await tx.delete(roleServices).where(eq(roleServices.roleId, roleId));
  if (wanted.length === 0) return;
  if ((await tx.$count(services, inArray(services.id, wanted))) < wanted.length) throw notFound();
  await tx.insert(roleServices).values(wanted.map((serviceId) => ({ roleId, serviceId })));
}
