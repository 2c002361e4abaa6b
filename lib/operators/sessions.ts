import { and, eq, gt, isNull, ne, type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { sessions } from "@/db/schema/operators";

/** A session that still opens the console. */
export const live: SQL | undefined = and(isNull(sessions.revokedAt), gt(sessions.expiresAt, sql`now()`));

/** Ends the live sessions of an operator, but for one that is kept; tells how many. */
export async function revokeSessions(tx: Tx, operatorId: string, keep?: string | null): Promise<number> {
  const ended = await tx
    .update(sessions)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(sessions.operatorId, operatorId), live, keep ? ne(sessions.id, keep) : undefined))
    .returning({ id: sessions.id });
  return ended.length;
}
