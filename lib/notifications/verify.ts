import type { StatusOutcome } from "../appio/outcome";
import { record } from "../audit/record";
import type { Context } from "../context";
import type { Engine } from "../sending/engine";
import { readStatus } from "../sending/status";
import { lockNotification } from "./lock";

/** Verifica Stato: asks the platform now; what it answered, or null when it did not. */
export async function verifyNotification(
  ctx: Context & { engine: Engine },
  input: { id: string },
): Promise<StatusOutcome | null> {
  await ctx.db.transaction(async (tx) => {
    const inside = { ...ctx, db: tx };
    await lockNotification(inside, input, { event: "verify" });
    await record(inside, "notification.verify", input.id);
  });
  return readStatus(ctx.engine, input.id);
}
