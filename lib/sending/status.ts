import { performance } from "node:perf_hooks";
import type { Sql } from "@/db/client";
import type { NotificationState, Reason } from "@/db/states";
import { block, type CallClass, reserve } from "../appio/budget";
import { isFinal, type StatusOutcome, statusOutcome } from "../appio/outcome";
import { Slots } from "../appio/slots";
import { settleFlow } from "../flows/settle";
import { openKey } from "../services/key";
import type { Engine } from "./engine";
import { grouped } from "./group";
import { nextCheckIn } from "./schedule";

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

/** How long a run holds the reading of a budget, and a row its reading, without a sign of life. Seconds. */
const READER_LEASE = 30;
const ROW_LEASE = 60;
const GROUP = 32;
const IN_FLIGHT = 16;
/** When nobody answered, the row is asked again after these seconds. */
const SOON = 5 * 60;

/** Budgets that have statuses due and nobody who reads them: each is read by a run of its own, so none waits for another. */
export async function budgetsToRead(sql: Sql): Promise<string[]> {
  const budgets = await sql<{ id: string }[]>`
    select b.id from budgets b where (b.reader_until is null or b.reader_until < now()) and exists (
      select 1 from notifications n join services s on s.id = n.service_id join organizations o on o.id = s.organization_id
      where o.budget_id = b.id and n.check_due_at <= now() and n.state = 'sent')`;
  return budgets.map(({ id }) => id);
}

/**
 * Reads the statuses of a budget that are due, oldest first, for about `seconds`: one checkpoint. `more`: there are
 * others; false too when another run is reading them.
 */
export async function readDueStatuses(
  engine: Engine,
  input: { budgetId: string; reader: boolean; seconds: number },
): Promise<{ read: number; more: boolean }> {
  const { sql } = engine;
  const { budgetId, seconds } = input;
  if (!(await holdReading(sql, budgetId, input.reader))) return { read: 0, more: false };
  const end = performance.now() + seconds * 1000;
  const read = openReader(engine, "status", AbortSignal.timeout((seconds + 10) * 1000));
  let total = 0;
  while (performance.now() < end) {
    await holdReading(sql, budgetId, true);
    const due = await takeDue(sql, budgetId, GROUP);
    if (due.length === 0) {
      await sql`update budgets set reader_until = null where id = ${budgetId}`;
      return { read: total, more: false };
    }
    const flows = new Set<string>();
    try {
      await inParallel(due, IN_FLIGHT, async (row) => {
        if ((await read(row)) && row.flowId) flows.add(row.flowId);
      });
    } finally {
      for (const flowId of flows) await settleFlow(sql, flowId);
    }
    total += due.length;
  }
  return { read: total, more: true };
}

/** Takes the reading of a budget, or renews it when `reader` says that this run has it already. */
async function holdReading(sql: Sql, budgetId: string, reader: boolean): Promise<boolean> {
  const held = await sql`
    update budgets set reader_until = clock_timestamp() + make_interval(secs => ${READER_LEASE})
    where id = ${budgetId} and (${reader} or reader_until is null or reader_until < clock_timestamp()) returning id`;
  return held.length > 0;
}

/** Reads the status of one notification for a person who waits; what the platform says now, or null when it did not answer. */
export async function readStatus(engine: Engine, id: string): Promise<StatusOutcome | null> {
  const [row] = await engine.sql<Due[]>`${dueColumns(engine.sql)} where n.id = ${id} and n.delivery_id is not null`;
  if (!row) return null;
  const outcome = await openReader(engine, "person", AbortSignal.timeout(8_000))(row);
  if (outcome && row.flowId) await settleFlow(engine.sql, row.flowId);
  return outcome;
}

/** One reader for many services; each budget has its own lane. */
function openReader(engine: Engine, callClass: CallClass, signal: AbortSignal) {
  const { sql } = engine;
  const lanes = new Map<string, Slots>();
  const write = grouped(async (readings: Reading[]) => {
    await writeReadings(sql, readings);
    return readings.map(() => undefined);
  });
  return async (row: Due): Promise<StatusOutcome | null> => {
    const slots = lanes.get(row.budgetId) ?? new Slots((count) => reserve(sql, row.budgetId, callClass, count), false);
    lanes.set(row.budgetId, slots);
    if (!(await slots.take(signal))) return null;
    const outcome = await ask(engine, row);
    if (outcome.kind === "throttled") {
      slots.discard();
      await block(sql, row.budgetId, outcome.seconds).catch(() => {});
    }
    await write(readingOf(row, outcome));
    return outcome;
  };
}

/** A key that does not open is a fault of this row's service only: the others are read. */
async function ask(engine: Engine, row: Due): Promise<StatusOutcome> {
  try {
    const key = openKey(row.sealedKey, engine.sealingKey);
    return statusOutcome(await engine.appio.message(key, row.fiscalCode, row.deliveryId));
  } catch {
    return { kind: "unavailable", title: "key" };
  }
}

/** What a reading leaves in the row. */
type Reading = {
  id: string;
  status: string | null;
  mail: string | null;
  push: string | null;
  read: string | null;
  payment: string | null;
  state: NotificationState;
  reason: Reason | null;
  /** Seconds to the next reading; null = none. */
  nextIn: number | null;
};

const unknown = { status: null, mail: null, push: null, read: null, payment: null };

/** Where a late outcome leads: the words of the platform that change the notification's own state. */
const late: Record<string, { state: NotificationState; reason: Reason }> = {
  REJECTED: { state: "unreachable", reason: "rejected" },
  FAILED: { state: "error", reason: "failed" },
};

/** Pure: what the answer means for the row, and when to ask again. The schedule follows the clock, not the number of readings. */
export function readingOf(row: Pick<Due, "id" | "elapsed">, outcome: StatusOutcome): Reading {
  const sent = { id: row.id, state: "sent" as const, reason: null };
  const nextIn = nextCheckIn(row.elapsed);
  const soon = (seconds: number) => (nextIn === null ? null : Math.min(nextIn, seconds));
  if (outcome.kind === "unavailable") return { ...sent, ...unknown, nextIn: soon(SOON) };
  if (outcome.kind === "throttled") return { ...sent, ...unknown, nextIn: soon(outcome.seconds) };
  if (outcome.kind === "not-found") return { ...sent, ...unknown, nextIn };
  const { kind: _, ...words } = outcome;
  const ended = { id: row.id, ...words, nextIn: isFinal(words.status) ? null : nextIn };
  return { ...ended, ...(late[words.status] ?? { state: "sent", reason: null }) };
}

async function writeReadings(sql: Sql, readings: readonly Reading[]): Promise<void> {
  const column = <T>(pick: (reading: Reading) => T) => readings.map(pick);
  await sql`
    with r as (
      select * from unnest(
        ${column((r) => r.id)}::uuid[], ${column((r) => r.status)}::text[], ${column((r) => r.mail)}::text[],
        ${column((r) => r.push)}::text[], ${column((r) => r.read)}::text[], ${column((r) => r.payment)}::text[],
        ${column((r) => r.state)}::notification_state[], ${column((r) => r.reason)}::text[],
        ${column((r) => r.nextIn)}::float8[]
      ) as r(id, status, mail, push, read, payment, state, reason, next_in)
    ), written as (
      update notifications n set
        delivery_status = coalesce(r.status, n.delivery_status), mail_status = coalesce(r.mail, n.mail_status),
        push_status = coalesce(r.push, n.push_status), read_status = coalesce(r.read, n.read_status),
        payment_status = coalesce(r.payment, n.payment_status), state = r.state, reason = r.reason,
        checked_at = clock_timestamp(), check_due_at = clock_timestamp() + make_interval(secs => r.next_in)
      from r where n.id = r.id and n.state = 'sent'
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
      update notifications n set check_due_at = clock_timestamp() + make_interval(secs => ${ROW_LEASE})
      from due where n.id = due.id returning n.id
    )
    ${dueColumns(sql)} where n.id in (select id from taken)`;
}

const dueColumns = (sql: Sql) => sql`
  select n.id, n.flow_id as "flowId", n.fiscal_code as "fiscalCode", n.delivery_id as "deliveryId",
    extract(epoch from now() - n.sent_at)::float8 as elapsed, s.sealed_key as "sealedKey", o.budget_id as "budgetId"
  from notifications n join services s on s.id = n.service_id join organizations o on o.id = s.organization_id`;

async function inParallel<Item>(
  items: readonly Item[],
  lanes: number,
  run: (item: Item) => Promise<void>,
): Promise<void> {
  const queue = items.values();
  const lane = async () => {
    for (const item of queue) await run(item);
  };
  await Promise.all(Array.from({ length: Math.min(lanes, items.length) }, lane));
}
