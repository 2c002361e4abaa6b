import type { NotificationState, Reason } from "@/db/states";
import { settleFlow } from "../flows/settle";
import { budgetUse } from "../services/budget-use";
import { senderOf } from "../services/sender";
import { sendRow } from "./call";
import { Circuit, type Fault } from "./circuit";
import { claimRow } from "./claim";
import { sendingOf } from "./deliver";
import type { Engine } from "./engine";
import { keyFault, Line } from "./line";

/** How long a person waits for a slot when the platform asked for a pause, in seconds. */
const PATIENCE = 8;

/** How the row ended, and what kept it back when it is Registrato again. */
export type DeliveryOfOne = {
  state: NotificationState;
  reason: Reason | null;
  fault: Fault | null;
  /** Seconds of pause that the platform still wants; 0 = none. */
  pauseSeconds: number;
};

/**
 * Sends one notification at once, ahead of any mass send; null when it is not Registrato any more: somebody else is
 * sending it or did.
 */
export async function deliverNotification(
  engine: Engine,
  input: { id: string; flowId: string | null; by: string },
): Promise<DeliveryOfOne | null> {
  const { sql } = engine;
  const sender = await senderOf(sql, { notificationId: input.id });
  let fault = sender && keyFault(engine, sender);
  if (fault) return { state: "registered", reason: null, fault, pauseSeconds: 0 };
  const row = sender && (await claimRow(sql, input.id));
  if (!row) return null;

  const line = new Line(engine, sender, "person", new Circuit(null), (found) => {
    fault = found;
  });
  const patience = AbortSignal.timeout(PATIENCE * 1000);
  const going = engine.ending ? AbortSignal.any([patience, engine.ending]) : patience;
  const { state, reason } = await sendRow(row, { ...sendingOf(sql, sender, line, input.by), going });
  if (input.flowId) await settleFlow(sql, input.flowId);
  const { pausedSeconds } = await budgetUse(sql, sender.budgetId);
  return { state, reason, fault, pauseSeconds: Math.ceil(pausedSeconds) };
}
