import { randomUUID } from "node:crypto";
import type { NotificationState, Reason } from "@/db/states";
import { settleFlow } from "../flows/settle";
import { sendRow } from "./call";
import type { Fault } from "./circuit";
import { claimRow, releaseClaims } from "./claim";
import type { Engine } from "./engine";
import { openLine, senderOf } from "./line";

/** How long a person waits for a slot when the platform asked for a pause, in seconds. */
const PATIENCE = 8;

/** How the row ended, and what kept it back when it is Registrato again. */
export type DeliveryOfOne = {
  state: NotificationState;
  reason: Reason | null;
  fault: Fault | null;
  pauseSeconds: number | null;
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
  const owner = randomUUID();
  const row = sender && (await claimRow(sql, { id: input.id, owner }));
  if (!row) return null;

  let fault: Fault | null = null;
  let pauseSeconds: number | null = null;
  const halt = new AbortController();
  const patience = setTimeout(() => halt.abort(), PATIENCE * 1000);
  try {
    const line = openLine(engine, sender, {
      owner,
      by: input.by,
      callClass: "person",
      signal: halt.signal,
      onFault: (found) => {
        fault = found;
      },
      onPause: (seconds) => {
        pauseSeconds = seconds;
      },
    });
    const { state, reason } = await sendRow(row, line);
    return { state, reason, fault, pauseSeconds };
  } finally {
    clearTimeout(patience);
    await releaseClaims(sql, owner);
    if (input.flowId) await settleFlow(sql, input.flowId);
  }
}
