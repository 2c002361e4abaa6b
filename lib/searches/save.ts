import { sql } from "drizzle-orm";
import { searches } from "@/db/schema/searches";
import type { Context } from "../context";
import { notFound, Refusal } from "../refusal";
import type { Criteria, SearchScreen } from "./screens";

export type SavedSearch = { screen: SearchScreen; name: string; criteria: Criteria; replace: boolean };

/** Salva: gives criteria a name of the operator's own. A name that is there already is refused, or replaced when asked. */
export async function saveSearch(ctx: Context, { replace, ...input }: SavedSearch): Promise<{ id: string }> {
  if (ctx.actor.kind !== "operator") throw notFound();
  const named = ctx.db.insert(searches).values({ operatorId: ctx.actor.id, ...input });
  const target = [searches.operatorId, searches.screen, searches.name];
  const targetWhere = sql`${searches.name} is not null`;
  const [saved] = await (replace
    ? named.onConflictDoUpdate({ target, targetWhere, set: { criteria: input.criteria, createdAt: sql`now()` } })
    : named.onConflictDoNothing({ target, where: targetWhere })
  ).returning({ id: searches.id });
  if (!saved) throw new Refusal("search-name-taken", { field: "nome" });
  return saved;
}
