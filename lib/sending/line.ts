import type { Sql } from "@/db/client";
import type { CircuitCount } from "@/db/schema/flows";
import { block, type CallClass, reserve } from "../appio/budget";
import { Slots } from "../appio/slots";
import { openKey } from "../services/key";
import type { Line } from "./call";
import { Circuit, type Fault } from "./circuit";
import { type Claimed, markRows } from "./claim";
import type { Engine } from "./engine";
import { grouped } from "./group";
import { insist, type Settlement, settleRows } from "./settle";

/** The service behind a flow or a notification, as the sending needs it. */
export type Sender = {
  sealedKey: string;
  budgetId: string;
  requireSecureChannels: boolean;
  disabled: boolean;
  testing: boolean;
  testFiscalCodes: string[];
  callLimit: number | null;
  callShare: number;
  /** Flows of the same budget that are sending now. */
  sends: number;
};

/** Opens a line to the platform for one service. `onFault` hears when the circuit says that nothing else may leave. */
export function openLine(
  { sql, appio, sealingKey }: Engine,
  sender: Sender,
  input: {
    by: string;
    callClass: CallClass;
    circuit: CircuitCount | null;
    starting: AbortSignal;
    going: AbortSignal;
    onFault: (fault: Fault) => void;
  },
): Line & { circuit: Circuit } {
  const circuit = new Circuit(input.circuit);
  const slots = new Slots((count) => reserve(sql, sender.budgetId, input.callClass, count), input.callClass === "bulk");
  return {
    circuit,
    appio,
    key: openKey(sender.sealedKey, sealingKey),
    requireSecureChannels: sender.requireSecureChannels,
    slots,
    mark: grouped((rows: Claimed[]) => markRows(sql, rows)),
    settle: grouped(async (rows: Settlement[]) => {
      await insist(() => settleRows(sql, input.by, rows));
      return rows.map(() => undefined);
    }),
    observe: async (call, outcome) => {
      if (outcome.kind === "throttled") {
        slots.discard();
        // Without the database the pause is ours alone: the row's own end must still be written.
        await block(sql, sender.budgetId, outcome.seconds).catch(() => {});
      }
      const fault = circuit.observe(call, outcome);
      if (fault) input.onFault(fault);
    },
    failing: () => circuit.count.profile,
    starting: input.starting,
    going: input.going,
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
      s.disabled, s.testing, s.test_fiscal_codes as "testFiscalCodes",
      b.call_limit as "callLimit", b.call_share as "callShare",
      (select count(*)::int from flows f join services fs on fs.id = f.service_id
        join organizations fo on fo.id = fs.organization_id
        where f.state = 'sending' and fo.budget_id = o.budget_id) as sends
    from services s join organizations o on o.id = s.organization_id join budgets b on b.id = o.budget_id
    where s.id = (${from})`;
  return sender ?? null;
}
