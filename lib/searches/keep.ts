import { and, isNull, lt, sql } from "drizzle-orm";
import { searches } from "@/db/schema/searches";
import type { Context } from "../context";
import { notFound } from "../refusal";
import type { Criteria, SearchScreen } from "./screens";

/** For how many days an address with the id of a search without a name finds its criteria again. */
const KEPT_DAYS = 30;

/** Keeps criteria that may name a person, so that the URL carries only an id; forgets those kept long ago. */
export async function keepSearch(ctx: Context, input: { screen: SearchScreen; criteria: Criteria }) {
  if (ctx.actor.kind !== "operator") throw notFound();
  await ctx.db
    .delete(searches)
    .where(and(isNull(searches.name), lt(searches.createdAt, sql`now() - make_interval(days => ${KEPT_DAYS})`)));
  const [search] = await ctx.db
    .insert(searches)
    .values({ operatorId: ctx.actor.id, ...input })
    .returning({ id: searches.id });
  if (!search) throw notFound();
  return search;
}
