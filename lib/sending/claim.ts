import type { Sql } from "@/db/client";
import type { NotificationContent } from "../notifications/content";

/**
 * Claim, mark, release: who may send a row, and until when. A claim that runs out gives the row back when it was not
 * marked; a marked row may have been delivered, and becomes Esito incerto (recover.ts). Every step is a compare-and-set
 * on the owner, so a process that slept too long finds its rows gone and sends nothing.
 */

/** How long a claim or a mark holds without being settled: more than a checkpoint, more than a call may take. */
export const CLAIM_SECONDS = 40;

export type Claimed = NotificationContent & { id: string };

/** Makes the commit of this one statement durable whatever the server's default is: a lost claim would be a second POST. */
export const durably = (sql: Sql) => sql`durable as materialized (select set_config('synchronous_commit', 'on', true))`;

const columns = (sql: Sql) => sql`
  n.id, n.fiscal_code as "fiscalCode", n.subject, n.body, n.due_date::text as "dueDate", n.amount::float8 as amount,
  n.notice_number as "noticeNumber", n.payable_after_due as "payableAfterDue"`;

/** The next rows of a flow, in order; skips those that somebody else is taking. */
export function claimRows(sql: Sql, input: { flowId: string; owner: string; limit: number }): Promise<Claimed[]> {
  return claim(
    sql,
    input.owner,
    sql`
      select id from notifications
      where flow_id = ${input.flowId} and state = 'registered' and not disabled
      order by position limit ${input.limit} for update skip locked`,
  );
}

/** One row, if it is still Registrato. */
export async function claimRow(sql: Sql, input: { id: string; owner: string }): Promise<Claimed | null> {
  const [row] = await claim(
    sql,
    input.owner,
    sql`select id from notifications where id = ${input.id} and state = 'registered' and not disabled for update`,
  );
  return row ?? null;
}

async function claim(sql: Sql, owner: string, picked: ReturnType<Sql>): Promise<Claimed[]> {
  const rows = await sql<(Claimed & { position: string })[]>`
    with ${durably(sql)}, picked as (${picked})
    update notifications n set
      state = 'transmitting', reason = null, problem_title = null, posted_at = null,
      claim_owner = ${owner}, claimed_until = clock_timestamp() + make_interval(secs => ${CLAIM_SECONDS})
    from picked, durable where n.id = picked.id
    returning ${columns(sql)}, n.position`;
  return rows.sort((a, b) => Number(a.position) - Number(b.position));
}

/** Marks rows as about to be posted, committed before the POST; answers for each whether it is still the owner's. */
export async function markRows(sql: Sql, owner: string, ids: string[]): Promise<boolean[]> {
  const marked = await sql<{ id: string }[]>`
    with ${durably(sql)}
    update notifications n set
      posted_at = clock_timestamp(), attempts = attempts + 1,
      claimed_until = clock_timestamp() + make_interval(secs => ${CLAIM_SECONDS})
    from durable
    where n.id = any(${ids}::uuid[]) and n.state = 'transmitting' and n.claim_owner = ${owner}
      and n.posted_at is null and n.claimed_until > clock_timestamp()
    returning n.id`;
  const own = new Set(marked.map(({ id }) => id));
  return ids.map((id) => own.has(id));
}

/** Gives back what the owner claimed and did not mark. */
export async function releaseClaims(sql: Sql, owner: string): Promise<void> {
  await sql`
    update notifications set state = 'registered', claim_owner = null, claimed_until = null
    where state = 'transmitting' and claim_owner = ${owner} and posted_at is null`;
}
