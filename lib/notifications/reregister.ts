import { eq } from "drizzle-orm";
import { notifications } from "@/db/schema/notifications";
import { record } from "../audit/record";
import type { Context } from "../context";
import { rowChanged } from "../flows/reopen";
import { Refusal } from "../refusal";
import { lockNotification, touched } from "./lock";

/** The columns of a notification that is to be sent anew; what happened before stays in its timeline. */
export const registeredAnew = {
  state: "registered",
  reason: null,
  problemTitle: null,
  claimId: null,
  claimedUntil: null,
  postedAt: null,
  decidedAt: null,
  deliveryId: null,
  deliveryStatus: null,
  mailStatus: null,
  pushStatus: null,
  readStatus: null,
  paymentStatus: null,
  sentAt: null,
  checkDueAt: null,
} as const;

/** The lens beside Stato: back to Registrato from Errore or Utente non abilitato. An uncertain row needs a decision instead. */
export async function reregisterNotification(ctx: Context, input: { id: string; version: number }): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const inside = { ...ctx, db: tx };
    const row = await lockNotification(inside, input, { permission: "send", event: "reregister" });
    if (row.reason === "uncertain") throw new Refusal("uncertain-needs-decision", {});
    if (row.flow?.state === "sending") throw new Refusal("notification-in-flow", { state: row.flow.state });
    await tx
      .update(notifications)
      .set({ ...registeredAnew, ...touched(ctx) })
      .where(eq(notifications.id, input.id));
    if (row.flow) await rowChanged(inside, row.flow);
    await record(inside, "notification.reregister", input.id);
  });
}
