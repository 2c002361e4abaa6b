import { and, eq } from "drizzle-orm";
import { operators } from "@/db/schema/operators";
import { record } from "../audit/record";
import type { Context } from "../context";
import { notFound, Refusal } from "../refusal";
import { touched } from "./lock";
import { hashPassword, verifyPassword } from "./password";
import { mustNotTellUsername } from "./password-rule";
import { revokeSessions } from "./sessions";

/**
 * Cambia la password: whoever is signed in gives himself another, after the present one. Every other session of his ends;
 * tells how many.
 */
export async function changePassword(
  ctx: Context,
  input: { currentPassword: string; password: string; keepSession: string | null },
): Promise<number> {
  const { actor } = ctx;
  if (actor.kind !== "operator") throw notFound();
  const self = await ctx.db.query.operators.findFirst({
    columns: { username: true, passwordHash: true },
    where: eq(operators.id, actor.id),
  });
  if (!self) throw notFound();
  if (!(await verifyPassword(self.passwordHash, input.currentPassword)))
    throw new Refusal("wrong-password", { field: "currentPassword" });
  mustNotTellUsername(input.password, self.username);
  const passwordHash = await hashPassword(input.password);
  return ctx.db.transaction(async (tx) => {
    // An administrator may have set another one meanwhile: that one stands.
    const changed = await tx
      .update(operators)
      .set({ passwordHash, ...touched(ctx) })
      .where(and(eq(operators.id, actor.id), eq(operators.passwordHash, self.passwordHash)))
      .returning({ id: operators.id });
    if (changed.length === 0) throw new Refusal("changed-meanwhile", {});
    const sessions = await revokeSessions(tx, actor.id, input.keepSession);
    await record({ ...ctx, db: tx }, "operator.change-password", actor.id, { sessions });
    return sessions;
  });
}
