import { eq } from "drizzle-orm";
import { operators } from "@/db/schema/operators";
import { record } from "../audit/record";
import type { Context } from "../context";
import { notFound } from "../refusal";
import { mustAdminister } from "./access";
import { revokeSessions } from "./sessions";

/** Chiudi tutte le sessioni: the operator has to sign in again; tells how many were open. */
export async function endSessions(ctx: Context, { operatorId }: { operatorId: string }): Promise<number> {
  mustAdminister(ctx);
  return ctx.db.transaction(async (tx) => {
    if ((await tx.$count(operators, eq(operators.id, operatorId))) === 0) throw notFound();
    const ended = await revokeSessions(tx, operatorId);
    await record({ ...ctx, db: tx }, "operator.end-sessions", operatorId, { sessions: ended });
    return ended;
  });
}
