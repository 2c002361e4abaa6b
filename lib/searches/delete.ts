import { and, eq, isNotNull } from "drizzle-orm";
import { searches } from "@/db/schema/searches";
import type { Context } from "../context";
import { notFound } from "../refusal";

/** Deletes a named search of the operator's own. */
export async function deleteSearch(ctx: Context, input: { id: string }): Promise<void> {
  if (ctx.actor.kind !== "operator") throw notFound();
  const deleted = await ctx.db
    .delete(searches)
    .where(and(eq(searches.id, input.id), eq(searches.operatorId, ctx.actor.id), isNotNull(searches.name)))
    .returning({ id: searches.id });
  if (deleted.length === 0) throw notFound();
}
