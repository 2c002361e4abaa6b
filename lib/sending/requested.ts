import { setTimeout as sleep } from "node:timers/promises";
import type { Sql } from "@/db/client";
import { budgetUse } from "../services/budget-use";
import { senderOf } from "../services/sender";
import { sendRow } from "./call";
import { Circuit } from "./circuit";
import { claimRequested, releaseRows } from "./claim";
import { sendingOf } from "./deliver";
import type { Engine } from "./engine";
import { keyFault, Line, lanesOf } from "./line";
import { pump } from "./pump";

/** Rows taken at a time: few, so that two runs share what there is. */
const group = 100;

/**
 * Sends for about `seconds` the single notifications of a service that applications asked to leave, at the pace of a
 * mass send. What cannot leave now stays Registrato, and reconcile asks again each minute.
 */
export async function deliverRequested(
  engine: Engine,
  { serviceId, seconds }: { serviceId: string; seconds: number },
): Promise<{ more: boolean }> {
  const { sql } = engine;
  const sender = await senderOf(sql, { serviceId });
  if (!sender || sender.disabled || keyFault(engine, sender)) return { more: false };
  const stop = new AbortController();
  const line = new Line(engine, sender, "bulk", new Circuit(null), () => stop.abort());
  const signals = [stop.signal, AbortSignal.timeout(seconds * 1000), ...(engine.ending ? [engine.ending] : [])];
  const going = AbortSignal.any(signals);
  const sending = { ...sendingOf(sql, sender, line, "FlussIO"), going };
  const testCodes = sender.testing ? sender.testFiscalCodes : null;
  const taken = await pump(going, lanesOf(await budgetUse(sql, sender.budgetId)), {
    take: () => claimRequested(sql, { serviceId, testCodes, limit: group }),
    work: async (row) => {
      // A call that decides nothing gives the row back: not to be taken again in the same breath.
      if ((await sendRow(row, sending)).state === "registered")
        await sleep(1000, null, { signal: going }).catch(() => {});
    },
    giveBack: (rows) => releaseRows(sql, rows),
  });
  return { more: taken > 0 && !stop.signal.aborted };
}

/** Services with single notifications that wait to leave. */
export async function requestedServices(sql: Sql): Promise<string[]> {
  const rows = await sql<{ serviceId: string }[]>`
    select s.id as "serviceId" from services s where not s.disabled and exists (
      select 1 from notifications n
      where n.service_id = s.id and n.send_requested_at is not null and n.state = 'registered' and not n.disabled)`;
  return rows.map(({ serviceId }) => serviceId);
}
