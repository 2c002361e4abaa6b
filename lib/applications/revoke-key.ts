import { and, eq, isNull } from "drizzle-orm";
import { applicationKeys } from "@/db/schema/applications";
import { record } from "../audit/record";
import type { Context } from "../context";
import { mustAdminister } from "../operators/access";
import { notFound } from "../refusal";

/** Revoca: the key is refused from the next request. */
export async function revokeKey(ctx: Context, { keyId }: { keyId: string }): Promise<void> {
  mustAdminister(ctx);
  await ctx.db.transaction(async (tx) => {
    const [revoked] = await tx
      .update(applicationKeys)
      .set({ revokedAt: ctx.now })
      .where(and(eq(applicationKeys.id, keyId), isNull(applicationKeys.revokedAt)))
      .returning({ applicationId: applicationKeys.applicationId });
    if (!revoked) throw notFound();
    await record({ ...ctx, db: tx }, "application.revoke-key", revoked.applicationId, { keyId });
  });
}
