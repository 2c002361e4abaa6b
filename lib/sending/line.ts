import type { Sql } from "@/db/client";
import { block, type CallClass, reserve } from "../appio/budget";
import { Slots } from "../appio/slots";
import { openKey } from "../services/key";
import type { Line } from "./call";
import { Circuit, type Fault } from "./circuit";
import { markRows } from "./claim";
import type { Engine } from "./engine";
import { grouped } from "./group";
import { insist, settleRows } from "./settle";

/** The service behind a flow or a notification, as the sending needs it. */
export type Sender = {
  sealedKey: string;
  budgetId: string;
  requireSecureChannels: boolean;
  callLimit: number | null;
  callShare: number;
};

/** Opens a line to the platform for one service. `onFault` is called once, when the circuit says that nothing else may leave. */
export function openLine(
  engine: Engine,
  sender: Sender,
  input: {
    owner: string;
    by: string;
    callClass: CallClass;
    signal: AbortSignal;
    onFault: (fault: Fault) => void;
    /** Told of the seconds of pause that the platform asked for. */
    onPause?: (seconds: number) => void;
  },
): Line {
  const { sql } = engine;
  const circuit = new Circuit();
  const slots = new Slots((count) => reserve(sql, sender.budgetId, input.callClass, count));
  const settle = grouped(async (rows: Parameters<Line["settle"]>[0][]) => {
    await insist(() => settleRows(sql, input.owner, input.by, rows));
    return rows.map(() => undefined);
  });
  return {
    appio: engine.appio,
    key: openKey(sender.sealedKey, engine.sealingKey),
    requireSecureChannels: sender.requireSecureChannels,
    slots,
    mark: grouped((ids: string[]) => markRows(sql, input.owner, ids)),
    settle,
    observe: async (call, outcome) => {
      if (outcome.kind === "throttled") {
        // Without the database the pause is ours alone: the row's own end must still be written.
        await block(sql, sender.budgetId, outcome.seconds).catch(() => {});
        slots.discard();
        input.onPause?.(outcome.seconds);
      }
      const fault = circuit.observe(call, outcome);
      if (fault) input.onFault(fault);
    },
    signal: input.signal,
  };
}

/** The service of a flow or of a notification. */
export async function senderOf(sql: Sql, of: { flowId: string } | { notificationId: string }): Promise<Sender | null> {
  const from =
    "flowId" in of
      ? sql`select service_id from flows where id = ${of.flowId}`
      : sql`select service_id from notifications where id = ${of.notificationId}`;
  const [sender] = await sql<Sender[]>`
    select s.sealed_key as "sealedKey", o.budget_id as "budgetId", s.require_secure_channels as "requireSecureChannels",
      b.call_limit as "callLimit", b.call_share as "callShare"
    from services s join organizations o on o.id = s.organization_id join budgets b on b.id = o.budget_id
    where s.id = (${from}) and not s.disabled`;
  return sender ?? null;
}
