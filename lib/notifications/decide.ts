import { eq } from "drizzle-orm";
import { attempts, notifications } from "@/db/schema/notifications";
import type { AttemptOutcome } from "@/db/states";
import { record } from "../audit/record";
import type { Context } from "../context";
import { rowChanged } from "../flows/reopen";
import { Refusal } from "../refusal";
import { lockNotification, touched } from "./lock";
import { registeredAnew } from "./reregister";

/**
 * A person's answer on an uncertain notification: send it again, knowing that it may arrive twice, or leave it. Only the
 * first changes its state; sendNotification then sends it. Either way an answer that comes later changes nothing any more.
 * For many at once: lib/flows/keep-uncertain.ts. `motive` stays in the timeline.
 */
export async function decideUncertain(
  ctx: Context,
  input: { id: string; version: number; resend: boolean; motive?: string },
): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const inside = { ...ctx, db: tx };
    const row = await lockNotification(inside, input, { permission: "send", event: "reregister" });
    if (row.reason !== "uncertain") throw new Refusal("notification-state", { state: row.state });
    if (row.flow?.state === "sending") throw new Refusal("notification-in-flow", { state: row.flow.state });
    await tx
      .update(notifications)
      .set({ ...(input.resend ? registeredAnew : { claimId: null, decidedAt: ctx.now }), ...touched(ctx) })
      .where(eq(notifications.id, input.id));
    await tx.insert(attempts).values({
      notificationId: input.id,
      kind: "decision",
      at: ctx.now,
      by: ctx.actor.name,
      outcome: (input.resend ? "resend" : "keep") satisfies AttemptOutcome,
      note: input.motive || null,
    });
    if (row.flow && input.resend) await rowChanged(inside, row.flow);
    await record(inside, "notification.decide", input.id, { resend: input.resend });
  });
}
