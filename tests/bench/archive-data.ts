import { randomUUID } from "node:crypto";
import type { Sql } from "@/db/client";
import { hashPassword } from "@/lib/operators/password";

/** What the operator of the bench signs in with, and what the searches of the bench look for. */
export type Archive = {
  username: string;
  password: string;
  /** A flow that the operator sees, and one of his notifications. */
  flowId: string;
  notificationId: string;
  /** Of somebody who has notifications in it. */
  fiscalCode: string;
  from: string;
  to: string;
  /** A part of the subject of some of his notifications. */
  subject: string;
};

const serviceCount = 40;
const flowCount = 200;
/** The share of the rows that each of the operator's services has: 1% together. */
const ownShares = [0.005, 0.003, 0.002];
/** Rows of the archive that belong to no flow. */
const singleShare = 0.02;

/**
 * Fills an archive with `rows` notifications of the past year, in the order in which they came: flow by flow, as
 * imports do. States, reasons, delivery states, people and subjects are spread as in a real ente, and always the same.
 */
export async function seedArchive(sql: Sql, services: readonly string[], rows: number): Promise<Archive> {
  if (services.length !== serviceCount) throw new Error(`the archive has ${serviceCount} services`);
  await sql`select setseed(0.4)`;
  await insertFlows(sql, services, rows);
  await withoutIndexes(sql, () => insertRows(sql, rows));
  await sql`vacuum (analyze)`;
  return { ...(await addOperator(sql, services.slice(0, ownShares.length))), ...(await landmarks(sql, services)) };
}

/** Flows of every service, as many for each; the rows of a service are divided evenly among its flows. */
async function insertFlows(sql: Sql, services: readonly string[], rows: number) {
  const others = serviceCount - ownShares.length;
  const rest = 1 - ownShares.reduce((sum, share) => sum + share, 0);
  const perFlow = services.map((_, index) => ((ownShares[index] ?? rest / others) * rows) / (flowCount / serviceCount));
  const sizes = perFlow.map((size) => Math.max(1, Math.round(size * (1 - singleShare))));
  const singles = perFlow.map((size) => Math.round(size * singleShare));
  await sql`create unlogged table bench_flows (id uuid, service_id uuid, n int, size int, singles int, at timestamptz)`;
  await sql`
    insert into bench_flows
    select gen_random_uuid(), s.id, f.n, s.size, s.singles,
      now() - make_interval(days => 365 - (365 * ((f.n * 40 + s.ordinal * 17) % 200) / 200)::int, mins => f.n * 7)
    from unnest(${[...services]}::uuid[], ${sizes}::int[], ${singles}::int[]) with ordinality
        as s(id, size, singles, ordinal),
      generate_series(0, ${flowCount / serviceCount - 1}::int) as f(n)`;
  await sql`
    insert into flows (id, service_id, state, note, created_at, created_by, updated_at, updated_by,
      send_started_at, send_ended_at)
    select id, service_id, 'incomplete', 'Invio ' || (row_number() over (order by at)), at, 'banco', at, 'banco', at, at
    from bench_flows`;
}

/** The tables of the product, without the work of keeping indexes while rows come in. */
async function withoutIndexes(sql: Sql, load: () => Promise<void>) {
  const indexes = await sql<{ name: string; definition: string }[]>`
    select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
    from pg_index where indrelid = 'notifications'::regclass and not indisprimary`;
  for (const { name } of indexes) await sql`drop index ${sql(name)}`;
  await load();
  for (const { definition } of indexes) await sql.unsafe(definition);
}

const subjects = [
  "TARI 2026: avviso di pagamento della prima rata",
  "Rinnovo della carta d'identità in scadenza",
  "Avviso di pagamento della mensa scolastica",
  "Iscrizione al servizio di trasporto scolastico",
  "Verbale per violazione del codice della strada",
  "Convocazione per lo screening gratuito",
  "Pratica edilizia: richiesta di integrazione",
  "Contributo per l'affitto: esito della domanda",
];
const text =
  "Gentile cittadina, gentile cittadino, ti ricordiamo la scadenza che trovi in questo messaggio. Puoi pagare dall'app o in un qualsiasi punto abilitato. ";

async function insertRows(sql: Sql, rows: number) {
  await sql`
    insert into notifications (service_id, flow_id, import_row, fiscal_code, subject, body, amount, notice_number,
      state, reason, attempts, delivery_id, sent_at, delivery_status, checked_at, context, key,
      created_at, created_by, updated_at, updated_by)
    select f.service_id, case when r.n <= f.size then f.id end, r.n + 1,
      -- Each person gets about three a year. The last character is no check character: nobody has these codes.
      translate(upper(substr(md5((p.person)::text), 1, 6)), '0123456789', 'GHILMNOPQR')
        || lpad((p.person % 90 + 10)::text, 2, '0') || 'A' || lpad((p.person % 28 + 1)::text, 2, '0')
        || 'H' || lpad((p.person % 1000)::text, 3, '0') || '0',
      s.subject || case when f.n % 2 = 0 then '' else ' n. ' || (100000 + r.n) end,
      repeat(${text}, 3), case when f.n % 2 = 0 then null else 12345 end,
      case when f.n % 2 = 0 then null else lpad((f.n * 10000000 + r.n)::text, 18, '3') end,
      d.state::notification_state, d.reason, d.attempts, d.delivery, d.at, d.status, d.at, '', '',
      f.at + r.n * interval '1 millisecond', 'banco', f.at + r.n * interval '1 millisecond', 'banco'
    from (select *, hashtext(id::text) & 65535 as seed from bench_flows order by at) f
    cross join lateral generate_series(1, f.size + f.singles) as r(n)
    cross join lateral (select floor(random() * ${Math.max(10, Math.round(rows / 3))}::int)::int + 0 * r.n as person) p
    cross join lateral (select (${subjects}::text[])[1 + (f.seed + 0 * r.n) % ${subjects.length}::int] as subject) s
    cross join lateral (select random() + 0 * r.n as luck) l
    cross join lateral (
      select case when luck < 0.66 then 'sent' when luck < 0.96 then 'unreachable' when luck < 0.99 then 'error'
          else 'registered' end as state,
        case when luck < 0.66 or luck >= 0.99 then null when luck < 0.86 then 'not-on-io'
          when luck < 0.96 then 'sender-not-allowed' when luck < 0.985 then 'request-refused' else 'uncertain' end as reason,
        case when luck < 0.66 or luck between 0.96 and 0.99 then 1 else 0 end as attempts,
        case when luck < 0.66 then '01' || upper(substr(md5(r.n::text || f.id::text), 1, 24)) end as delivery,
        case when luck < 0.66 then f.at + r.n * interval '10 milliseconds' end as at,
        case when luck < 0.64 then 'PROCESSED' when luck < 0.66 then 'ACCEPTED' end as status) d`;
}

async function addOperator(sql: Sql, services: readonly string[]) {
  const [username, password] = ["banco.archivio", randomUUID()];
  const by = { created_by: "banco", updated_by: "banco" };
  const operator = { id: randomUUID(), username, name: "Banco", password_hash: await hashPassword(password), ...by };
  const role = { id: randomUUID(), name: "Banco", permissions: ["compose", "send"], ...by };
  await sql`insert into operators ${sql(operator)}`;
  await sql`insert into roles ${sql(role)}`;
  await sql`insert into operator_roles ${sql({ operator_id: operator.id, role_id: role.id })}`;
  for (const service_id of services) await sql`insert into role_services ${sql({ role_id: role.id, service_id })}`;
  return { username, password };
}

/** Things that the operator finds: somebody's fiscal code, a month of the year, his largest flow. */
async function landmarks(sql: Sql, services: readonly string[]) {
  const own = services.slice(0, ownShares.length);
  const [row] = await sql<Omit<Archive, "username" | "password">[]>`
    select f.id as "flowId", n.id as "notificationId", n.fiscal_code as "fiscalCode",
      split_part(n.subject, ' ', 1) as subject,
      to_char(f.at - interval '15 days', 'YYYY-MM-DD') as "from", to_char(f.at + interval '15 days', 'YYYY-MM-DD') as "to"
    from bench_flows f join notifications n on n.flow_id = f.id
    where f.service_id = any(${own}::uuid[]) order by f.size desc, f.at desc, n.position limit 1`;
  await sql`drop table bench_flows`;
  if (!row) throw new Error("the archive is empty");
  return row;
}
