import { eq } from "drizzle-orm";
import { applications } from "@/db/schema/applications";
import { record } from "../audit/record";
import type { Context } from "../context";
import { mustAdminister } from "../operators/access";
import { lockApplication } from "./lock";

/** A disabled application is refused from its next request; what it has submitted stays as it is. */
export async function setApplicationDisabled(
  ctx: Context,
  input: { applicationId: string; disabled: boolean },
): Promise<void> {
  mustAdminister(ctx);
  const { applicationId, disabled } = input;
  await ctx.db.transaction(async (tx) => {
    await lockApplication(tx, { applicationId });
    await tx
      .update(applications)
      .set({ disabled, updatedAt: ctx.now, updatedBy: ctx.actor.name })
      .where(eq(applications.id, applicationId));
    await record({ ...ctx, db: tx }, disabled ? "application.disable" : "application.enable", applicationId);
  });
}
