import { and, eq, isNull } from "drizzle-orm";
import { applicationKeys } from "@/db/schema/applications";
import { record } from "../audit/record";
import type { Context } from "../context";
import { mustAdminister } from "../operators/access";
import { Refusal } from "../refusal";
import { newSecret, writtenKey } from "./key";
import { lockApplication } from "./lock";

/** One in use, and one that takes its place. */
const mostKeys = 2;

/** Crea una chiave: the only time that it is told. */
export async function addKey(ctx: Context, { applicationId }: { applicationId: string }): Promise<{ key: string }> {
  mustAdminister(ctx);
  return ctx.db.transaction(async (tx) => {
    await lockApplication(tx, { applicationId });
    const held = and(eq(applicationKeys.applicationId, applicationId), isNull(applicationKeys.revokedAt));
    if ((await tx.$count(applicationKeys, held)) >= mostKeys) throw new Refusal("too-many-keys", { most: mostKeys });
    const { secret, hash } = newSecret();
    const [row] = await tx
      .insert(applicationKeys)
      .values({ applicationId, hash, createdAt: ctx.now, createdBy: ctx.actor.name })
      .returning({ id: applicationKeys.id });
    if (!row) throw new Error("insert returned no row");
    await record({ ...ctx, db: tx }, "application.add-key", applicationId, { keyId: row.id });
    return { key: writtenKey(row.id, secret) };
  });
}
