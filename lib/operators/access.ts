import { type Column, inArray, type SQL, sql } from "drizzle-orm";
import type { Permission } from "@/db/states";
import type { Actor } from "../context";
import { notFound } from "../refusal";

/**
 * The authorization of every verb: a WHERE condition that keeps only rows of services the actor may see or, with a
 * permission, may act on. What it hides is not found, never forbidden.
 */
export function within(actor: Actor, serviceId: Column, permission?: Permission): SQL {
  if (actor.kind === "system") return sql`true`;
  const ids = permission ? (actor.grants.get(permission) ?? []) : actor.services;
  return ids.length > 0 ? inArray(serviceId, [...ids]) : sql`false`;
}

/** For screens: whether a button is there at all, or why it is not. */
export function may(actor: Actor, permission: Permission, serviceId: string): boolean {
  return actor.kind === "system" || (actor.grants.get(permission)?.includes(serviceId) ?? false);
}

/** The authorization of what belongs to no service (enti, services, operators, roles): for everybody else it is not there. */
export function mustAdminister(ctx: { actor: Actor }): void {
  if (!administers(ctx.actor)) throw notFound();
}

/** For screens and lists: whether the actor sees the group Amministrazione. */
export const administers = (actor: Actor): boolean => actor.kind === "system" || actor.administers;
