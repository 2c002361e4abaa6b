import { eq } from "drizzle-orm";
import { operators } from "@/db/schema/operators";
import { record } from "../audit/record";
import type { Context } from "../context";
import { mustAdminister } from "./access";
import { lockOperator, touched } from "./lock";
import { hashPassword } from "./password";
import { mustNotTellUsername } from "./password-rule";
import { revokeSessions } from "./sessions";

/** Imposta la password: whoever was signed in as that operator is out. */
export async function resetPassword(
  ctx: Context,
  input: { operatorId: string; version: number; password: string },
): Promise<void> {
  mustAdminister(ctx);
  const passwordHash = await hashPassword(input.password);
  await ctx.db.transaction(async (tx) => {
    const { id, username } = await lockOperator(tx, input);
    mustNotTellUsername(input.password, username);
    await tx
      .update(operators)
      .set({ passwordHash, ...touched(ctx) })
      .where(eq(operators.id, id));
    const sessions = await revokeSessions(tx, id);
    await record({ ...ctx, db: tx }, "operator.reset-password", id, { sessions });
  });
}
