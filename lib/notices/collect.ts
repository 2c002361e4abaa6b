import { sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";

/** For how long after it a fact still becomes a notice, so that a first start does not bring up the past. */
const RECENT = sql`interval '7 days'`;
/** An hour after its moment nothing leaves any more by itself (PUNCTUAL in lib/flows/schedule-state.ts). */
const MISSED = sql`interval '1 hour'`;

/**
 * Makes the notices of what happened to the flows lately, or to one of them. The facts are columns of the flow: whoever
 * writes them need not think of it, and a fact that was told is not told again.
 */
export async function collectNotices(db: Db | Tx, flowId: string | null = null): Promise<void> {
  await db.execute(sql`
    insert into notices (kind, at, flow_id, service_id)
    select fact.kind, fact.at, f.id, f.service_id
    from flows f cross join lateral (values
      ('flow-ended', case when f.stop_reason is null then f.send_ended_at end),
      ('flow-stopped', case when f.stop_reason <> 'operator' then f.stopped_at end),
      ('schedule-missed', case when f.schedule_fault is not null and f.scheduled_at < clock_timestamp() - ${MISSED}
        then f.scheduled_at end),
      ('approval-requested', f.approval_requested_at),
      ('approval-given', f.approved_at),
      ('approval-refused', f.approval_refused_at)
    ) as fact (kind, at)
    where fact.at > clock_timestamp() - ${RECENT} and (${flowId}::uuid is null or f.id = ${flowId}::uuid)
    on conflict (flow_id, kind, at) do nothing`);
}
