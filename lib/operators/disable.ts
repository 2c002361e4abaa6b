import { eq } from "drizzle-orm";
import { operators } from "@/db/schema/operators";
import { record } from "../audit/record";
import type { Context } from "../context";
import { changeGrants } from "./administrators";
import { lockOperator, touched } from "./lock";
import { revokeSessions } from "./sessions";

/** Disabilita and Riabilita: a disabled operator is out at once, and does not sign in. */
export async function setOperatorDisabled(
  ctx: Context,
  input: { operatorId: string; version: number; disabled: boolean },
): Promise<void> {
  const { operatorId, disabled } = input;
  await changeGrants(ctx, async (inside) => {
    await lockOperator(inside.db, input);
    await inside.db
      .update(operators)
      .set({ disabled, ...touched(ctx) })
      .where(eq(operators.id, operatorId));
    if (disabled) await revokeSessions(inside.db, operatorId);
    await record(inside, disabled ? "operator.disable" : "operator.enable", operatorId);
  });
}
