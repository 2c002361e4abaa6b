import type { Sql } from "@/db/client";
import { settleFlow } from "../flows/settle";
import { type Job, wanting } from "./lease";

/**
 * Ends the claims of processes that died. Unmarked rows go back to Registrato: surely nothing left. Marked and
 * unsettled ones may have been delivered: Errore, Esito incerto, for a person to decide. The claim stays on them, so
 * an answer that comes late after all still corrects them (settle.ts).
 */
export async function recoverClaims(sql: Sql): Promise<{ released: number; uncertain: number }> {
  const released = await sql`
    update notifications set state = 'registered', claim_id = null, claimed_until = null
    where state = 'transmitting' and claimed_until < now() and posted_at is null`;
  const uncertain = await sql<{ flowId: string | null }[]>`
    with lost as (
      update notifications set state = 'error', reason = 'uncertain', problem_title = null, claimed_until = null
      where state = 'transmitting' and claimed_until < now() and posted_at is not null
      returning id, flow_id, posted_at, updated_by
    ), written as (
      insert into attempts (notification_id, kind, at, by, outcome)
      select id, 'send', posted_at, updated_by, 'uncertain' from lost
    )
    select flow_id as "flowId" from lost`;
  const flows = new Set(uncertain.map(({ flowId }) => flowId));
  for (const flowId of flows) if (flowId) await settleFlow(sql, flowId);
  return { released: released.count, uncertain: uncertain.length };
}

/** Flows that wait for a job and that no run holds: the hint was lost, or the run died. */
export async function standingFlows(sql: Sql, job: Job): Promise<string[]> {
  const flows = await sql<{ id: string }[]>`
    select id from flows where ${wanting(sql, job)} and (lease_until is null or lease_until < clock_timestamp())`;
  return flows.map(({ id }) => id);
}

/** Flows whose rows ended otherwise than their state says: who wrote a late outcome died before settling the flow. */
export async function settleStrays(sql: Sql): Promise<number> {
  const has = (states: string[]) => sql`exists (select 1 from notifications n where n.flow_id = f.id
    and n.state = any(${states}::notification_state[]) and not n.disabled)`;
  const strays = await sql<{ id: string }[]>`
    select id from flows f where send_ended_at > now() - interval '9 days' and (
      (state = 'sent' and ${has(["error", "unreachable"])})
      or (state = 'incomplete' and ${has(["sent"])} and not ${has(["error", "unreachable", "registered", "transmitting"])}))`;
  for (const { id } of strays) await settleFlow(sql, id);
  return strays.length;
}
