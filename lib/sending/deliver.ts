import type { Sql } from "@/db/client";
import { budgetUse } from "../appio/budget";
import { settleFlow } from "../flows/settle";
import { openKey } from "../services/key";
import { type Sender, senderOf } from "../services/sender";
import { sendRow } from "./call";
import { Circuit, type Fault } from "./circuit";
import { type Claimed, claimRows, markRows, releaseRows } from "./claim";
import type { Engine } from "./engine";
import { grouped } from "./group";
import { holdFlow, isWanted } from "./lease";
import { Line, lanesOf } from "./line";
import { pump } from "./pump";
import { recoverClaims } from "./recover";
import { insist, type Settlement, settleRows } from "./settle";

/**
 * `over`: nothing is left to send, or the flow was stopped. `waiting`: another run holds the flow, or what is left is in
 * the claims of a dead process.
 */
export type Delivery = { status: "over" | "waiting" | "more"; settled: number };

/**
 * Sends a flow for about `seconds` and gives back what it did not begin: one checkpoint of the workflow. Stops within a
 * second when a person or a fault stops the flow, or when another run holds it.
 */
export async function deliverFlow(engine: Engine, input: { flowId: string; seconds: number }): Promise<Delivery> {
  const { sql } = engine;
  const { flowId } = input;
  const held = await holdFlow(engine, { ...input, job: "send" });
  if (!held) return { status: (await isWanted(sql, "send", flowId)) ? "waiting" : "over", settled: 0 };

  const circuit = new Circuit(held.circuit);
  let stopping: Promise<void> | undefined;
  const onFault = (fault: Fault) => {
    held.halt();
    stopping ??= stopByFault(sql, flowId, held.lease, fault);
    stopping.catch(() => {}); // awaited below, once the rows on their way have ended
  };
  let settled = 0;
  let claimed = 0;
  try {
    const sender = await senderOf(sql, { flowId });
    const fault = sender && (await faultBefore(engine, sender, flowId));
    if (fault) onFault(fault);
    else if (sender) {
      const sending = sendingOf(engine, sender, new Line(engine, sender, "bulk", circuit, onFault), held.by);
      const lanes = lanesOf(await budgetUse(sql, sender.budgetId));
      const { reachableSince } = sender;
      let after = 0;
      claimed = await pump(held.beginning, lanes, {
        take: async () => {
          const rows = await claimRows(sql, { flowId, lease: held.lease, limit: lanes, after, reachableSince });
          after = rows.at(-1)?.position ?? after;
          return rows;
        },
        work: async (row) => {
          if ((await sendRow(row, { ...sending, going: held.going })).state !== "registered") settled += 1;
        },
        giveBack: (rows) => releaseRows(sql, rows),
      });
    }
    await stopping;
  } finally {
    await held.leave(circuit.count);
  }
  const state = await settleFlow(sql, flowId);
  if (state !== "sending") return { status: "over", settled };
  if (claimed > 0) return { status: "more", settled };
  // What is left is in the claims of a dead process.
  await recoverClaims(sql);
  return { status: "waiting", settled };
}

/** The statements on a claimed row, each for many rows at once. */
export const sendingOf = ({ sql }: Engine, { requireSecureChannels }: Sender, line: Line, by: string) => ({
  line,
  requireSecureChannels,
  mark: grouped((rows: Claimed[]) => markRows(sql, rows)),
  settle: grouped(async (rows: Settlement[]) => {
    await insist(() => settleRows(sql, by, rows));
    return rows.map(() => undefined);
  }),
});

/** What keeps a flow from sending before any call is made. */
async function faultBefore(engine: Engine, sender: Sender, flowId: string): Promise<Fault | null> {
  if (sender.disabled) return { stop: "service-disabled", title: "servizio disabilitato in FlussIO" };
  if (sender.testing && (await reachesOthers(engine.sql, flowId, sender.testFiscalCodes))) {
    return { stop: "service-testing", title: "servizio in prova in FlussIO" };
  }
  return keyFault(engine, sender);
}

export function keyFault({ sealingKey }: Engine, { sealedKey }: Sender): Fault | null {
  try {
    openKey(sealedKey, sealingKey);
    return null;
  } catch {
    return { stop: "key-unreadable", title: "la chiave conservata non si apre con FLUSSIO_KEY" };
  }
}

/** Whether a row that waits is for somebody outside the test codes of a service In prova. */
async function reachesOthers(sql: Sql, flowId: string, testFiscalCodes: string[]): Promise<boolean> {
  const others = await sql`
    select 1 from notifications where flow_id = ${flowId} and state = 'registered' and not disabled
      and fiscal_code <> all(${testFiscalCodes}::text[]) limit 1`;
  return others.length > 0;
}

async function stopByFault(sql: Sql, flowId: string, lease: string, fault: Fault): Promise<void> {
  await sql`
    update flows set state = 'incomplete', stop_reason = ${fault.stop}, stop_detail = ${fault.title},
      stopped_at = clock_timestamp(), send_ended_at = clock_timestamp(), version = version + 1
    where id = ${flowId} and state = 'sending' and lease_owner = ${lease}`;
}
