import { randomUUID } from "node:crypto";
import type { Sql } from "@/db/client";
import type { Reachability } from "@/db/states";
import type { NotificationContent } from "../notifications/content";

/**
 * Claim, mark, release: who may send a row, and until when. A claim that runs out gives the row back when it was not
 * marked; a marked row may have been delivered, and becomes Esito incerto (recover.ts). Every step is a compare-and-set
 * on the claim, and no claim has the id of another: a process that slept too long finds its rows gone and sends nothing,
 * and a statement repeated because its commit was not acknowledged can never touch a later claim. A row has a claim only
 * while it is In Trasmissione, or uncertain and undecided: the statements ask for the claim alone (a condition on the
 * state besides would lead Postgres through every row that was ever in it).
 */

/** How long a claim or a mark holds without being settled: more than a call may take (lib/appio/client.ts). */
export const CLAIM_SECONDS = 40;

/** `reachability`: what App IO said on the person, when it is recent enough to be trusted. */
export type Claimed = NotificationContent & {
  id: string;
  claimId: string;
  position: number;
  reachability: Reachability | null;
};

/** Makes the commit of this one statement durable whatever the server's default is: a lost claim would be a second POST. */
export const durably = (sql: Sql) => sql`durable as materialized (select set_config('synchronous_commit', 'on', true))`;

/**
 * The next rows of a flow that the lease still sends, in order and from a position on: so the rows already sent are not
 * walked through each time. Skips those that somebody else is taking.
 */
export function claimRows(
  sql: Sql,
  input: { flowId: string; lease: string; limit: number; after: number; reachableSince: string | null },
): Promise<Claimed[]> {
  return claim(
    sql,
    input.reachableSince,
    sql`
      select id from notifications
      where flow_id = ${input.flowId} and position > ${input.after} and state = 'registered' and not disabled
        and exists (select 1 from flows where id = ${input.flowId} and state = 'sending' and lease_owner = ${input.lease})
      order by position limit ${input.limit} for update skip locked`,
  );
}

/** One row, if it is still Registrato. */
export async function claimRow(sql: Sql, id: string): Promise<Claimed | null> {
  const [row] = await claim(
    sql,
    null,
    sql`select id from notifications where id = ${id} and state = 'registered' and not disabled for update`,
  );
  return row ?? null;
}

/** Single notifications of a service that applications asked to leave; In prova, those to its test codes alone. */
export function claimRequested(
  sql: Sql,
  { serviceId, testCodes, limit }: { serviceId: string; testCodes: readonly string[] | null; limit: number },
): Promise<Claimed[]> {
  const allowed = testCodes ? sql`and fiscal_code = any(${[...testCodes]}::text[])` : sql``;
  return claim(
    sql,
    null,
    sql`
      select id from notifications
      where service_id = ${serviceId} and send_requested_at is not null and state = 'registered' and not disabled ${allowed}
      order by position limit ${limit} for update skip locked`,
  );
}

async function claim(sql: Sql, reachableSince: string | null, picked: ReturnType<Sql>): Promise<Claimed[]> {
  const rows = await sql<Claimed[]>`
    with ${durably(sql)}, picked as (${picked})
    update notifications n set
      state = 'transmitting', reason = null, problem_title = null, posted_at = null,
      claim_id = ${randomUUID()}, claimed_until = clock_timestamp() + make_interval(secs => ${CLAIM_SECONDS})
    from picked, durable where n.id = picked.id
    returning n.id, n.claim_id as "claimId", n.fiscal_code as "fiscalCode", n.subject, n.body,
      n.due_date::text as "dueDate", n.amount::float8 as amount, n.notice_number as "noticeNumber",
      n.payable_after_due as "payableAfterDue", n.position::float8 as position,
      case when n.reachability_at > ${reachableSince}::timestamptz then n.reachability end as reachability`;
  return rows.sort((a, b) => a.position - b.position);
}

/** The claims that a statement is about, as a table. */
const held = (sql: Sql, rows: readonly Claimed[]) => sql`
  select * from unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ claimId }) => claimId)}::uuid[]) as h(id, claim_id)`;

/** Marks rows as about to be posted, committed before the POST; answers for each whether its claim still holds. */
export async function markRows(sql: Sql, rows: readonly Claimed[]): Promise<boolean[]> {
  const marked = await sql<{ id: string }[]>`
    with ${durably(sql)}, held as (${held(sql, rows)})
    update notifications n set
      posted_at = clock_timestamp(), attempts = attempts + 1,
      claimed_until = clock_timestamp() + make_interval(secs => ${CLAIM_SECONDS})
    from held, durable
    where n.id = held.id and n.claim_id = held.claim_id and n.posted_at is null and n.claimed_until > clock_timestamp()
    returning n.id`;
  const own = new Set(marked.map(({ id }) => id));
  return rows.map(({ id }) => own.has(id));
}

/** Gives back rows that were claimed and not marked. */
export async function releaseRows(sql: Sql, rows: readonly Claimed[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    with held as (${held(sql, rows)})
    update notifications n set state = 'registered', claim_id = null, claimed_until = null
    from held where n.id = held.id and n.claim_id = held.claim_id and n.posted_at is null`;
}
