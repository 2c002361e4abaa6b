import type { Sql } from "@/db/client";
import type { NotificationState, Reason } from "@/db/states";
import { isFinal, type StatusOutcome, statusOutcome } from "../appio/outcome";
import type { CallClass } from "../appio/pace";
import { slotsOf } from "../appio/slots";
import { settleFlow } from "../flows/settle";
import type { Engine } from "./engine";
import { grouped } from "./group";
import { keyOf } from "./line";
import { pump } from "./pump";
import { CHECKS, nextCheckIn } from "./status-times";

/** A row whose status is being read; nobody else reads it before the lease ends. */
type Due = {
  id: string;
  flowId: string | null;
  fiscalCode: string;
  deliveryId: string;
  /** Seconds since the acceptance. */
  elapsed: number;
  sealedKey: string;
  budgetId: string;
};

/** How long a run holds the reading of a row. Seconds. */
const LEASE = 60;
const GRACE = 8;
const IN_FLIGHT = 16;
/** How long a person waits for a slot when the platform asked for a pause. Seconds. */
const PATIENCE = 8;
/** When nobody answered, the row is asked again after these seconds. */
const SOON = 5 * 60;
const DAY = 24 * 3600;
const LAST = CHECKS.at(-1) ?? 0;

/** Budgets that have statuses due: each is read by a run of its own, so none waits for another. */
export async function budgetsToRead(sql: Sql): Promise<string[]> {
  const budgets = await sql<{ id: string }[]>`
    select b.id from budgets b where exists (
      select 1 from notifications n join services s on s.id = n.service_id join organizations o on o.id = s.organization_id
      where o.budget_id = b.id and n.check_due_at <= now() and n.state = 'sent')`;
  return budgets.map(({ id }) => id);
}

/**
 * Reads the statuses of a budget that are due, oldest first, for about `seconds`: one checkpoint. `more`: there are
 * others.
 */
export async function readDueStatuses(
  engine: Engine,
  input: { budgetId: string; seconds: number },
): Promise<{ read: number; more: boolean }> {
  const { sql } = engine;
  const { budgetId } = input;
  const beginning = AbortSignal.timeout(input.seconds * 1000);
  const read = openReader(engine, budgetId, "status", AbortSignal.timeout((input.seconds + GRACE) * 1000));
  const flows = new Set<string>();
  let total = 0;
  try {
    await pump(beginning, IN_FLIGHT, {
      take: () => takeDue(sql, budgetId, IN_FLIGHT),
      work: async (row) => {
        if (await read(row)) total += 1;
        if (row.flowId) flows.add(row.flowId);
      },
      giveBack: (rows) => putBack(sql, rows),
    });
  } finally {
    for (const flowId of flows) await settleFlow(sql, flowId);
  }
  return { read: total, more: beginning.aborted };
}

/** Reads the status of one notification for a person who waits; what the platform says now, or null when it did not answer. */
export async function readStatus(engine: Engine, id: string): Promise<StatusOutcome | null> {
  const [row] = await engine.sql<Due[]>`${dueColumns(engine.sql)} where n.id = ${id} and n.delivery_id is not null`;
  if (!row) return null;
  const outcome = await openReader(engine, row.budgetId, "person", AbortSignal.timeout(PATIENCE * 1000))(row);
  if (outcome && row.flowId) await settleFlow(engine.sql, row.flowId);
  return outcome;
}

/** One reader for all the services of a budget; null = it was not this row's turn in time. */
function openReader(engine: Engine, budgetId: string, callClass: CallClass, going: AbortSignal) {
  const { sql, appio } = engine;
  const slots = slotsOf(sql, budgetId, callClass);
  const write = grouped((readings: Reading[]) => writeReadings(sql, readings));
  return async (row: Due): Promise<StatusOutcome | null> => {
    // A key that does not open is a fault of this row's service only: the others are read.
    const key = keyOf(engine, row);
    if (key && !(await slots.take(going))) return null;
    const answer = key && (await appio.message(key, row.fiscalCode, row.deliveryId));
    if (answer) slots.heed(answer);
    const outcome: StatusOutcome = answer ? statusOutcome(answer) : { kind: "unavailable", title: "key" };
    await write({ ...readingOf(row, outcome), deliveryId: row.deliveryId });
    return outcome;
  };
}

const unsaid = { status: null, mail: null, push: null, read: null, payment: null };

/** Where a late outcome leads: the words of the platform that change the notification's own state. */
const late: Record<string, { state: NotificationState; reason: Reason }> = {
  REJECTED: { state: "unreachable", reason: "rejected" },
  FAILED: { state: "error", reason: "failed" },
};

/**
 * Pure: what the answer leaves in the row, and in how many seconds to ask again (null = never). The schedule follows the
 * clock, not the number of readings. `answered`: the platform said something of the message.
 */
export function readingOf({ id, elapsed }: Pick<Due, "id" | "elapsed">, outcome: StatusOutcome) {
  const next = nextCheckIn(elapsed);
  const sent = { id, state: "sent" as NotificationState, reason: null as Reason | null, answered: true };
  if (outcome.kind === "unavailable") {
    // Sooner than the schedule, ever less often, and once more when it was the last time.
    const again = Math.max(SOON, elapsed / 8);
    const nextIn = elapsed > LAST + DAY ? null : Math.min(next ?? again, again);
    return { ...sent, ...unsaid, answered: false, nextIn };
  }
  if (outcome.kind === "not-found") return { ...sent, ...unsaid, nextIn: next };
  const { status, mail, push, read, payment } = outcome;
  const said = { status, mail, push, read, payment, nextIn: isFinal(status) ? null : next };
  return { ...sent, ...said, ...late[status] };
}

/** With the message that was asked about: a row that was sent anew meanwhile has another. */
type Reading = ReturnType<typeof readingOf> & Pick<Due, "deliveryId">;

async function writeReadings(sql: Sql, readings: readonly Reading[]): Promise<void> {
  await sql`
    with r as (
      select * from jsonb_to_recordset(${JSON.stringify(readings)}::text::jsonb) as r(
        id uuid, "deliveryId" text, status text, mail text, push text, read text, payment text,
        state notification_state, reason text, answered boolean, "nextIn" float8)
    ), written as (
      update notifications n set
        delivery_status = coalesce(r.status, n.delivery_status), mail_status = coalesce(r.mail, n.mail_status),
        push_status = coalesce(r.push, n.push_status), read_status = coalesce(r.read, n.read_status),
        payment_status = coalesce(r.payment, n.payment_status), state = r.state, reason = r.reason,
        checked_at = case when r.answered then clock_timestamp() else n.checked_at end,
        check_due_at = clock_timestamp() + make_interval(secs => r."nextIn")
      from r where n.id = r.id and n.delivery_id = r."deliveryId" and n.state = 'sent'
      returning n.id, n.delivery_id, r.status
    )
    insert into attempts (notification_id, kind, at, by, outcome, delivery_id)
    select id, 'status', clock_timestamp(), 'FlussIO', status, delivery_id from written
    where status in ('PROCESSED', 'REJECTED', 'FAILED')`;
}

/** Takes the oldest due rows of a budget for a while, so that two processes never ask the same. */
function takeDue(sql: Sql, budgetId: string, limit: number): Promise<Due[]> {
  return sql<Due[]>`
    with due as (
      select id from notifications where check_due_at <= now() and state = 'sent' and service_id in (
        select s.id from services s join organizations o on o.id = s.organization_id where o.budget_id = ${budgetId})
      order by check_due_at limit ${limit} for update skip locked
    ), taken as (
      update notifications n set check_due_at = clock_timestamp() + make_interval(secs => ${LEASE})
      from due where n.id = due.id returning n.id
    )
    ${dueColumns(sql)} where n.id in (select id from taken)`;
}

/** Rows that were taken and not read are due again at once. */
async function putBack(sql: Sql, rows: readonly Due[]): Promise<void> {
  await sql`
    update notifications set check_due_at = now() where id = any(${rows.map(({ id }) => id)}::uuid[]) and state = 'sent'`;
}

const dueColumns = (sql: Sql) => sql`
  select n.id, n.flow_id as "flowId", n.fiscal_code as "fiscalCode", n.delivery_id as "deliveryId",
    extract(epoch from now() - n.sent_at)::float8 as elapsed, s.sealed_key as "sealedKey", o.budget_id as "budgetId"
  from notifications n join services s on s.id = n.service_id join organizations o on o.id = s.organization_id`;
