import { and, eq } from "drizzle-orm";
import { notifications } from "@/db/schema/notifications";
import type { NotificationState, Reason, StopReason } from "@/db/states";
import { record } from "../audit/record";
import type { Context } from "../context";
import { within } from "../operators/access";
import { Refusal } from "../refusal";
import { deliverNotification } from "../sending/deliver-one";
import { during, type Engine } from "../sending/engine";
import { lockNotification, touched } from "./lock";
import { rowsSendableIn } from "./state";

export type SendResult =
  | { sent: true; at: Date }
  | {
      sent: false;
      state: NotificationState;
      reason: Reason | null;
      /** What kept back a notification that is still Registrato; seconds: the pause that App IO wants. */
      stop: StopReason | null;
      stopDetail: string | null;
      waitSeconds: number | null;
    };

/** Invia Messaggio and the second half of Aggiungi: sends one Registrato notification now, ahead of any mass send. */
export async function sendNotification(
  ctx: Context & { engine: Engine },
  input: { id: string; version?: number },
): Promise<SendResult> {
  const row = await ctx.db.transaction(async (tx) => {
    const inside = { ...ctx, db: tx };
    const row = await lockNotification(inside, input, { permission: "send", event: "claim" });
    if (row.flow && !rowsSendableIn.includes(row.flow.state)) {
      throw new Refusal("notification-in-flow", { state: row.flow.state });
    }
    const { name, disabled, testing, testFiscalCodes } = row.service;
    if (disabled) throw new Refusal("service-disabled", { serviceName: name });
    if (testing && !testFiscalCodes.includes(row.fiscalCode)) {
      if (row.trialOf) throw new Refusal("trial-recipient", { serviceName: name });
      throw new Refusal("service-testing", { serviceName: name, count: 1 });
    }
    await tx.update(notifications).set(touched(ctx)).where(eq(notifications.id, input.id));
    await record(inside, "notification.send", input.id);
    return row;
  });
  const sending = deliverNotification(ctx.engine, {
    id: input.id,
    flowId: row.flow?.id ?? null,
    by: ctx.actor.name,
  });
  const ended = await during(sending);
  const now = await ctx.db.query.notifications.findFirst({
    columns: { state: true, reason: true, sentAt: true },
    where: and(eq(notifications.id, input.id), within(ctx.actor, notifications.serviceId)),
  });
  if (!ended) throw new Refusal("already-sent", { at: now?.sentAt ?? ctx.now });
  if (ended.state === "sent") return { sent: true, at: now?.sentAt ?? ctx.now };
  return {
    sent: false,
    state: ended.state,
    reason: ended.reason,
    stop: ended.fault?.stop ?? null,
    stopDetail: ended.fault?.title ?? null,
    waitSeconds: ended.pauseSeconds || null,
  };
}
