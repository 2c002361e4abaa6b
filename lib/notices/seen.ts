import { and, eq, lt } from "drizzle-orm";
import { operators } from "@/db/schema/operators";
import type { Context, Operator } from "../context";

/** The operator has seen the notices up to this one: the later ones are new. Never goes back. */
export async function seeNotices(ctx: Context & { actor: Operator }, upTo: number): Promise<void> {
  await ctx.db
    .update(operators)
    .set({ noticesSeen: upTo })
    .where(and(eq(operators.id, ctx.actor.id), lt(operators.noticesSeen, upTo)));
}
