import { setTimeout as sleep } from "node:timers/promises";
import type { Sql } from "@/db/client";
import type { attempts, notifications } from "@/db/schema/notifications";
import type { AttemptOutcome } from "@/db/states";
import { durably } from "./claim";
import { nextCheckIn } from "./status-times";

/** How a claimed row ends, and the line of its timeline: null when no call was made, or it decided nothing. */
export type Settlement = Pick<typeof notifications.$inferSelect, "id" | "state" | "reason" | "deliveryId"> & {
  claimId: string;
  attempt:
    | (Pick<typeof attempts.$inferSelect, "kind" | "httpStatus" | "durationMs"> & {
        outcome: AttemptOutcome;
        title: string | null;
      })
    | null;
};

/**
 * Writes the ends of claimed rows. A row that recovery already declared uncertain still takes the truth from its claim,
 * when the process that holds it comes late with the answer and nobody has decided on the row. Every POST leaves its
 * line in the timeline, even when it comes too late to change the row.
 */
export async function settleRows(sql: Sql, by: string, rows: readonly Settlement[]): Promise<void> {
  const ended = rows.map(({ attempt, ...row }) => ({ ...row, ...attempt }));
  await sql`
    with ${durably(sql)}, ended as (
      select * from jsonb_to_recordset(${JSON.stringify(ended)}::text::jsonb) as e(
        id uuid, "claimId" uuid, state notification_state, reason text, "deliveryId" text,
        kind text, outcome text, title text, "httpStatus" int, "durationMs" int)
    ), settled as (
      update notifications n set
        state = e.state, reason = e.reason, claim_id = null, claimed_until = null,
        problem_title = case when e.state = 'registered' then null else e.title end,
        posted_at = case when e.state = 'registered' then null else n.posted_at end,
        delivery_id = coalesce(e."deliveryId", n.delivery_id),
        sent_at = case when e.state = 'sent' then clock_timestamp() else n.sent_at end,
        delivery_status = case when e.state = 'sent' then 'ACCEPTED' else n.delivery_status end,
        check_due_at = case when e.state = 'sent' then clock_timestamp() + make_interval(secs => ${nextCheckIn(0)}) end
      from ended e, durable
      where n.id = e.id and n.claim_id = e."claimId"
      returning n.id
    )
    insert into attempts
      (notification_id, claim_id, kind, at, by, outcome, problem_title, http_status, delivery_id, duration_ms)
    select e.id, e."claimId", e.kind, clock_timestamp(), ${by}, e.outcome, e.title, e."httpStatus", e."deliveryId", e."durationMs"
    from ended e left join settled s on s.id = e.id
    where e.kind = 'send' or (e.kind is not null and s.id is not null)
    on conflict do nothing`;
}

/**
 * Does `write` until Postgres takes it, for one to two minutes: the answer of a POST that is not written down would make
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
