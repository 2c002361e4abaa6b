import { eq } from "drizzle-orm";
import { models } from "@/db/schema/models";
import { record } from "../audit/record";
import type { Context } from "../context";
import { lockModel } from "./lock";

/** A disabled model can no longer be chosen; the flows that have its text keep it. */
export async function setModelDisabled(
  ctx: Context,
  input: { modelId: string; version: number; disabled: boolean },
): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const inside = { ...ctx, db: tx };
    const { id } = await lockModel(inside, input);
    const { disabled } = input;
    await tx.update(models).set({ disabled, updatedAt: ctx.now, updatedBy: ctx.actor.name }).where(eq(models.id, id));
    await record(inside, disabled ? "model.disable" : "model.enable", id);
  });
}
