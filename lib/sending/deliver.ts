import type { Sql } from "@/db/client";
import { settleFlow } from "../flows/settle";
import type { Sender } from "../services/sender";
import { sendRow } from "./call";
import { checkpoint } from "./checkpoint";
import type { Fault } from "./circuit";
import { type Claimed, claimRows, markRows, releaseRows } from "./claim";
import type { Engine } from "./engine";
import { grouped } from "./group";
import type { Line } from "./line";
import { recoverClaims } from "./recover";
import { insist, type Settlement, settleRows } from "./settle";

/** Sends a flow for about `seconds`; `settled`: rows that came to an end. */
export async function deliverFlow(engine: Engine, input: { flowId: string; seconds: number }) {
  const { sql } = engine;
  const { flowId } = input;
  let settled = 0;
  const status = await checkpoint<Claimed>(engine, input, {
    job: "send",
    faultBefore: (sender) => senderFault(sql, sender, flowId),
    begin: (sender, line, { lease, by, going }) => {
      const sending = { ...sendingOf(sql, sender, line, by), going };
      const { reachableSince } = sender;
      return {
        take: (after, limit) => claimRows(sql, { flowId, lease, limit, after, reachableSince }),
        work: async (row) => {
          if ((await sendRow(row, sending)).state !== "registered") settled += 1;
        },
        giveBack: (rows) => releaseRows(sql, rows),
      };
    },
    stop: (fault, lease) => sql`
      update flows set state = 'incomplete', stop_reason = ${fault.stop}, stop_detail = ${fault.title},
        stopped_at = clock_timestamp(), send_ended_at = clock_timestamp(), version = version + 1
      where id = ${flowId} and state = 'sending' and lease_owner = ${lease}`,
    async end(taken) {
      // What is left is in the claims of a dead process.
      if (taken === 0) await recoverClaims(sql);
      await settleFlow(sql, flowId);
    },
  });
  return { status, settled };
}

/** The statements on a claimed row, each for many rows at once. */
export const sendingOf = (sql: Sql, { requireSecureChannels }: Sender, line: Line, by: string) => ({
  line,
  requireSecureChannels,
  mark: grouped((rows: Claimed[]) => markRows(sql, rows)),
  settle: grouped((rows: Settlement[]) => insist(() => settleRows(sql, by, rows))),
});

/** What became of the service since the flow was sent. */
async function senderFault(sql: Sql, sender: Sender, flowId: string): Promise<Fault | null> {
  if (sender.disabled) return { stop: "service-disabled", title: "servizio disabilitato in FlussIO" };
  if (!sender.testing) return null;
  // A row that waits for somebody outside the test codes of a service In prova.
  const others = await sql`
    select 1 from notifications where flow_id = ${flowId} and state = 'registered' and not disabled
      and fiscal_code <> all(${sender.testFiscalCodes}::text[]) limit 1`;
  return others.length > 0 ? { stop: "service-testing", title: "servizio in prova in FlussIO" } : null;
}
