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
import { CHECK_AFTER } from "./schedule";

/** A row whose status is being read; nobody else reads it before the lease ends. */
type Due = {
  id: string;
  flowId: string | null;
  fiscalCode: string;
  deliveryId: string;
  checkRound: number;
  sealedKey: string;
  budgetId: string;
};

const LEASE_SECONDS = 60;
const GROUP = 64;
const IN_FLIGHT = 16;

/** Reads the statuses that are due, oldest first, for about `seconds`. `more`: there are others. */
export async function readDueStatuses(
  engine: Engine,
  input: { seconds: number },
): Promise<{ read: number; more: boolean }> {
  const end = performance.now() + input.seconds * 1000;
  const read = openReader(engine, "status", AbortSignal.timeout((input.seconds + 10) * 1000));
  let total = 0;
  while (performance.now() < end) {
    const due = await takeDue(engine.sql, GROUP);
    if (due.length === 0) return { read: total, more: false };
    const flows = new Set<string | null>();
    await inParallel(due, IN_FLIGHT, async (row) => {
      if (await read(row)) flows.add(row.flowId);
    });
    for (const flowId of flows) if (flowId) await settleFlow(engine.sql, flowId);
    total += due.length;
  }
  return { read: total, more: true };
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
    const slots = lanes.get(row.budgetId) ?? new Slots((count) => reserve(sql, row.budgetId, callClass, count));
    lanes.set(row.budgetId, slots);
    if (!(await slots.take(signal))) return null;
    const key = openKey(row.sealedKey, engine.sealingKey);
    const outcome = statusOutcome(await engine.appio.message(key, row.fiscalCode, row.deliveryId));
    if (outcome.kind === "throttled") {
      await block(sql, row.budgetId, outcome.seconds);
      slots.discard();
    }
    await write(readingOf(row, outcome));
    return outcome;
  };
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
  round: number;
  /** Seconds to the next reading; null = none. */
  nextIn: number | null;
};

const unknown = { status: null, mail: null, push: null, read: null, payment: null };

/** Where a late outcome leads: the words of the platform that change the notification's own state. */
const late: Record<string, { state: NotificationState; reason: Reason }> = {
  REJECTED: { state: "unreachable", reason: "rejected" },
  FAILED: { state: "error", reason: "failed" },
};

/** Pure: what the answer means for the row, and when to ask again. */
export function readingOf(row: Pick<Due, "id" | "checkRound">, outcome: StatusOutcome): Reading {
  const sent = { id: row.id, state: "sent" as const, reason: null };
  // Nobody answered: the round is not spent, the row is asked again soon.
  if (outcome.kind === "unavailable") return { ...sent, ...unknown, round: row.checkRound, nextIn: 5 * 60 };
  if (outcome.kind === "throttled") return { ...sent, ...unknown, round: row.checkRound, nextIn: outcome.seconds };
  const round = row.checkRound + 1;
  const nextIn = CHECK_AFTER[round] ?? null;
  if (outcome.kind === "not-found") return { ...sent, ...unknown, round, nextIn };
  const { kind: _, ...words } = outcome;
  const ended = { id: row.id, ...words, round, nextIn: isFinal(words.status) ? null : nextIn };
  return { ...ended, ...(late[words.status] ?? { state: "sent", reason: null }) };
}

async function writeReadings(sql: Sql, readings: Reading[]): Promise<void> {
  const column = <T>(pick: (reading: Reading) => T) => readings.map(pick);
  await sql`
    with r as (
      select * from unnest(
        ${column((r) => r.id)}::uuid[], ${column((r) => r.status)}::text[], ${column((r) => r.mail)}::text[],
        ${column((r) => r.push)}::text[], ${column((r) => r.read)}::text[], ${column((r) => r.payment)}::text[],
        ${column((r) => r.state)}::notification_state[], ${column((r) => r.reason)}::text[],
        ${column((r) => r.round)}::int[], ${column((r) => r.nextIn)}::float8[]
      ) as r(id, status, mail, push, read, payment, state, reason, round, next_in)
    ), written as (
      update notifications n set
        delivery_status = coalesce(r.status, n.delivery_status), mail_status = coalesce(r.mail, n.mail_status),
        push_status = coalesce(r.push, n.push_status), read_status = coalesce(r.read, n.read_status),
        payment_status = coalesce(r.payment, n.payment_status), state = r.state, reason = r.reason,
        checked_at = clock_timestamp(), check_round = r.round,
        check_due_at = clock_timestamp() + make_interval(secs => r.next_in)
      from r where n.id = r.id and n.state = 'sent'
      returning n.id, n.delivery_id, r.status
    )
    insert into attempts (notification_id, kind, at, by, outcome, delivery_id)
    select id, 'status', clock_timestamp(), 'FlussIO', status, delivery_id from written
    where status in ('PROCESSED', 'REJECTED', 'FAILED')`;
}

/** Takes the oldest due rows for a while, so that two processes never ask the same. */
function takeDue(sql: Sql, limit: number): Promise<Due[]> {
  return sql<Due[]>`
    with due as (
      select id from notifications where check_due_at <= clock_timestamp() and state = 'sent'
      order by check_due_at limit ${limit} for update skip locked
    ), taken as (
      update notifications n set check_due_at = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})
      from due where n.id = due.id returning n.id
    )
    ${dueColumns(sql)} where n.id in (select id from taken)`;
}

const dueColumns = (sql: Sql) => sql`
  select n.id, n.flow_id as "flowId", n.fiscal_code as "fiscalCode", n.delivery_id as "deliveryId",
    n.check_round as "checkRound", s.sealed_key as "sealedKey", o.budget_id as "budgetId"
  from notifications n join services s on s.id = n.service_id join organizations o on o.id = s.organization_id`;

async function inParallel<Item>(items: Item[], lanes: number, run: (item: Item) => Promise<void>): Promise<void> {
  const queue = items.values();
  const lane = async () => {
    for (const item of queue) await run(item);
  };
  await Promise.all(Array.from({ length: Math.min(lanes, items.length) }, lane));
}

/** Whether some status is due now. */
export async function hasDueStatuses(sql: Sql): Promise<boolean> {
  const due = await sql`select 1 from notifications where check_due_at <= clock_timestamp() and state = 'sent' limit 1`;
  return due.length > 0;
}
