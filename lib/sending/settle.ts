import { setTimeout as sleep } from "node:timers/promises";
import type { Sql } from "@/db/client";
import type { AttemptKind, NotificationState, Reason } from "@/db/states";
import { durably } from "./claim";
import { nextCheckIn } from "./schedule";

/** How a claimed row ends, and the line of its timeline. */
export type Settlement = {
  id: string;
  claimId: string;
  state: NotificationState;
  reason: Reason | null;
  deliveryId: string | null;
  /** Null when nothing was decided: the row goes back to Registrato and no attempt is written. */
  attempt: {
    kind: AttemptKind;
    outcome: string;
    title: string | null;
    httpStatus: number | null;
    durationMs: number;
  } | null;
};

/**
 * Writes the ends of claimed rows. A row that recovery already declared uncertain still takes the truth from its claim,
 * when the process that holds it comes late with the answer and nobody has decided on the row.
 */
export async function settleRows(sql: Sql, by: string, rows: readonly Settlement[]): Promise<void> {
  const column = <T>(pick: (row: Settlement) => T) => rows.map(pick);
  await sql`
    with ${durably(sql)}, ended as (
      select * from unnest(
        ${column((r) => r.id)}::uuid[], ${column((r) => r.claimId)}::uuid[],
        ${column((r) => r.state)}::notification_state[], ${column((r) => r.reason)}::text[],
        ${column((r) => r.deliveryId)}::text[], ${column((r) => r.attempt?.kind ?? null)}::text[],
        ${column((r) => r.attempt?.outcome ?? null)}::text[], ${column((r) => r.attempt?.title ?? null)}::text[],
        ${column((r) => r.attempt?.httpStatus ?? null)}::int[], ${column((r) => r.attempt?.durationMs ?? null)}::int[]
      ) as e(id, claim_id, state, reason, delivery_id, kind, outcome, title, http_status, duration_ms)
    ), settled as (
      update notifications n set
        state = e.state, reason = e.reason, problem_title = e.title, claim_id = null, claimed_until = null,
        posted_at = case when e.state = 'registered' then null else n.posted_at end,
        delivery_id = coalesce(e.delivery_id, n.delivery_id),
        sent_at = case when e.state = 'sent' then clock_timestamp() else n.sent_at end,
        delivery_status = case when e.state = 'sent' then 'ACCEPTED' else n.delivery_status end,
        check_due_at = case when e.state = 'sent' then clock_timestamp() + make_interval(secs => ${nextCheckIn(0)}) end
      from ended e, durable
      where n.id = e.id and n.claim_id = e.claim_id
        and (n.state = 'transmitting' or (n.state = 'error' and n.reason = 'uncertain'))
      returning n.id
    )
    insert into attempts (notification_id, kind, at, by, outcome, problem_title, http_status, delivery_id, duration_ms)
    select e.id, e.kind, clock_timestamp(), ${by}, e.outcome, e.title, e.http_status, e.delivery_id, e.duration_ms
    from ended e join settled s on s.id = e.id where e.kind is not null`;
}

/**
 * Does `write` until Postgres takes it, for about a minute: the answer of a POST that is not written down would make
 * its row uncertain without need.
 */
export async function insist(write: () => Promise<void>): Promise<void> {
  for (let tries = 1, pause = 100; ; tries++, pause = Math.min(pause * 2, 5_000)) {
    try {
      return await write();
    } catch (error) {
      if (tries === 20) throw error;
      await sleep(pause + Math.random() * pause);
    }
  }
}
