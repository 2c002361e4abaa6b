import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { searches } from "@/db/schema/searches";
import type { Context } from "../context";
import type { Criteria } from "./screens";

/** Criteria the same operator kept; null for an unknown id or somebody else's. */
export async function findSearch(ctx: Context, input: { id: string }): Promise<Criteria | null> {
  if (ctx.actor.kind !== "operator" || !z.uuid().safeParse(input.id).success) return null;
  const search = await ctx.db.query.searches.findFirst({
    where: and(eq(searches.id, input.id), eq(searches.operatorId, ctx.actor.id)),
  });
  return search?.criteria ?? null;
}
