import { eq } from "drizzle-orm";
import { operators } from "@/db/schema/operators";
import { record } from "../audit/record";
import type { Context } from "../context";
import { notFound } from "../refusal";
import { touched } from "./lock";

/** The part of his own record that everybody keeps up to date. */
export async function editProfile(ctx: Context, input: { email: string | null }): Promise<void> {
  const { actor } = ctx;
  if (actor.kind !== "operator") throw notFound();
  await ctx.db.transaction(async (tx) => {
    await tx
      .update(operators)
      .set({ email: input.email, ...touched(ctx) })
      .where(eq(operators.id, actor.id));
    await record({ ...ctx, db: tx }, "operator.edit-profile", actor.id, { fields: ["email"] });
  });
}
