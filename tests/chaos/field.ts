import { randomUUID } from "node:crypto";
import type { Sql } from "@/db/client";
import type { FlowState, StopReason } from "@/db/states";
import type { Product } from "@/tests/support/product";
import { body, subject } from "@/tests/support/recipients";
import type { LastingConnection } from "./connection";
import type { Orders } from "./orders";
import { type KindName, type Recipient, recipients, rulesFor } from "./people";
import type { Row } from "./verdict";

export type Flow = {
  id: string;
  state: FlowState;
  stopReason: StopReason | null;
  stoppedAt: number | null;
  open: number;
};
/** Rows that may still leave, rows marked and unsettled, POSTs of the last second. */
export type Pulse = { open: number; marked: number; posts: number };

/** The flows of the chaos and what Postgres says of them, as soon as it is there. */
export function createField(product: Product, orders: Orders, { ask }: LastingConnection, seed: number) {
  const kindOf = new Map<string, KindName>();
  const flowIds: string[] = [];

  /** Presses Invia Flusso on a new flow of `count` rows. */
  async function addFlow(serviceId: string, count: number): Promise<void> {
    const drawn = recipients(count, seed, kindOf.size);
    const people = orders.obeyed ? drawn : drawn.map((one) => ({ ...one, kind: "allowed" as const }));
    if (orders.obeyed) await orders.faults({ fiscalCodes: rulesFor(people) });
    const id = randomUUID();
    await ask(({ sql }) => insertFlow(sql, id, serviceId, people));
    for (const { fiscalCode, kind } of people) kindOf.set(fiscalCode, kind);
    flowIds.push(id);
    await press(id);
  }

  /** Invia Flusso or Riprendi, once: an answer that got lost with a part is looked up. */
  const press = (flowId: string) =>
    ask(async (connection) => {
      try {
        await product.sendFlow(flowId, connection);
      } catch (error) {
        const [flow] = await connection.sql`select 1 from flows where id = ${flowId} and state = 'sending'`;
        if (!flow) throw error;
      }
    });

  const insertFlow = (sql: Sql, id: string, serviceId: string, people: readonly Recipient[]) =>
    sql.begin(async (tx) => {
      await tx`
        insert into flows (id, service_id, created_by, updated_by) values (${id}, ${serviceId}, 'chaos', 'chaos')
        on conflict do nothing`;
      await tx`
        insert into notifications (service_id, flow_id, fiscal_code, subject, body, created_by, updated_by)
        select ${serviceId}, ${id}, code, ${subject}, ${body}, 'chaos', 'chaos'
        from unnest(${people.map(({ fiscalCode }) => fiscalCode)}::text[]) with ordinality as c(code, n)
        where not exists (select 1 from notifications where flow_id = ${id}) order by n`;
    });

  const flows = () =>
    ask(
      ({ sql }) => sql<Flow[]>`
        select id, state, stop_reason as "stopReason", extract(epoch from stopped_at)::float8 * 1000 as "stoppedAt",
          (select count(*)::int from notifications n where n.flow_id = f.id and n.state in ('registered', 'transmitting')) as open
        from flows f where id = any(${flowIds}) order by created_at, id`,
    );

  const pulse = async (): Promise<Pulse> => {
    const [found] = await ask(
      ({ sql }) => sql<Pulse[]>`
        select count(*) filter (where n.state in ('registered', 'transmitting'))::int as open,
          count(*) filter (where n.state = 'transmitting' and n.posted_at is not null)::int as marked,
          count(*) filter (where n.posted_at > clock_timestamp() - interval '1 second')::int as posts
        from notifications n join flows f on f.id = n.flow_id where f.id = any(${flowIds}) and f.state = 'sending'`,
    );
    return found ?? { open: 0, marked: 0, posts: 0 };
  };

  /** The rows that were marked between two moments (ms) and are unsettled now, with their mark. */
  const marked = async (from: number, to: number): Promise<Map<string, number>> => {
    const rows = await ask(
      ({ sql }) => sql<{ id: string; postedAt: number }[]>`
        select id, extract(epoch from posted_at)::float8 * 1000 as "postedAt" from notifications
        where state = 'transmitting' and posted_at >= to_timestamp(${from / 1000}) and posted_at < to_timestamp(${to / 1000})`,
    );
    return new Map(rows.map(({ id, postedAt }) => [id, postedAt]));
  };

  const rows = async (): Promise<Row[]> => {
    const found = await ask(
      ({ sql }) => sql<Omit<Row, "kind">[]>`
        select n.id, n.fiscal_code as "fiscalCode", n.state, n.reason,
          extract(epoch from n.posted_at)::float8 * 1000 as "postedAt",
          coalesce(json_agg(json_build_object(
            'from', extract(epoch from a.at) * 1000 - a.duration_ms, 'to', extract(epoch from a.at) * 1000
          )) filter (where a.id is not null), '[]') as unanswered
        from notifications n left join attempts a
          on a.notification_id = n.id and a.kind = 'send' and a.http_status is null and a.duration_ms is not null
        where n.flow_id = any(${flowIds}) group by n.id`,
    );
    return found.map((row) => ({ ...row, kind: kindOf.get(row.fiscalCode) ?? "allowed" }));
  };

  return { addFlow, press, flows, pulse, marked, rows };
}
export type Field = ReturnType<typeof createField>;
