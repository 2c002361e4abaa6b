import { and, eq, isNotNull, sql } from "drizzle-orm";
import { searches } from "@/db/schema/searches";
import type { Context } from "../context";
import type { Criteria, SearchScreen } from "./screens";

export type NamedSearch = { id: string; name: string; criteria: Criteria };

/** Carica: the searches that the operator has named on a screen, by name. */
export async function listSearches(ctx: Context, input: { screen: SearchScreen }): Promise<NamedSearch[]> {
  if (ctx.actor.kind !== "operator") return [];
  return ctx.db
    .select({ id: searches.id, name: sql<string>`${searches.name}`, criteria: searches.criteria })
    .from(searches)
    .where(and(eq(searches.operatorId, ctx.actor.id), eq(searches.screen, input.screen), isNotNull(searches.name)))
    .orderBy(sql`${searches.name} collate "it-x-icu"`);
}
