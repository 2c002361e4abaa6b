import { searches } from "@/db/schema/searches";
import type { Context } from "../context";
import { notFound } from "../refusal";

/** Keeps criteria that may name a person, so that the URL carries only an id. */
export async function keepSearch(ctx: Context, input: { screen: string; criteria: Record<string, string> }) {
  if (ctx.actor.kind !== "operator") throw notFound();
  const [search] = await ctx.db
    .insert(searches)
    .values({ operatorId: ctx.actor.id, ...input })
    .returning({ id: searches.id });
  if (!search) throw notFound();
  return search;
}
