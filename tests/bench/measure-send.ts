import { setTimeout as sleep } from "node:timers/promises";
import type { Product } from "@/tests/support/product";

export type Sent = { rows: number; seconds: number };

/**
 * Presses Invia Flusso and waits for the end. The time is Postgres': from the last look that saw no row claimed, a few
 * milliseconds before the first claim, to the last settle. Throws when a row did not become Inviato.
 */
export async function measureSend({ sql, sendFlow }: Product, flowId: string): Promise<Sent> {
  const claimed = firstClaim(sql, flowId);
  await sendFlow(flowId);
  const from = await claimed;
  while (await isSending(sql, flowId)) await sleep(250);
  const [end] = await sql<{ rows: number; sent: number; at: number }[]>`
    select count(*)::int as rows, count(*) filter (where state = 'sent')::int as sent,
      extract(epoch from max(sent_at))::float8 as at from notifications where flow_id = ${flowId}`;
  if (!end || end.sent !== end.rows) throw new Error(`${end?.sent} of ${end?.rows} rows were sent`);
  return { rows: end.rows, seconds: end.at - from };
}

/**
 * The reading of statuses begins a minute after the first acceptance: put off, for it would run under the next
 * measure.
 */
export async function putOffStatuses({ sql }: Product): Promise<void> {
  await sql`update notifications set check_due_at = null where check_due_at is not null`;
}

/** Seconds since the epoch at the last moment when no row was claimed. */
async function firstClaim(sql: Product["sql"], flowId: string): Promise<number> {
  for (let before = Number.NaN; ; await sleep(2)) {
    const [look] = await sql<{ now: number; claimed: boolean }[]>`
      select extract(epoch from clock_timestamp())::float8 as now, exists (
        select 1 from notifications where flow_id = ${flowId} and state in ('transmitting', 'sent')) as claimed`;
    if (look?.claimed) return before;
    before = look?.now ?? before;
  }
}

async function isSending(sql: Product["sql"], flowId: string): Promise<boolean> {
  const [flow] = await sql<{ state: string }[]>`select state from flows where id = ${flowId}`;
  return flow?.state === "sending";
}
