import { createTransport } from "nodemailer";
import type { Sql } from "@/db/client";
import type { NoticeKind } from "@/db/states";

/** Where notices are mailed through, from whom, and the address of the console that they lead to. */
export type MailServer = { smtpUrl: string; from: string; publicUrl: string };

/** What is written of a notice: never a note, a recipient or a text, because a mailbox is not the console. */
export type MailWords = (notice: { kind: NoticeKind; at: Date; serviceName: string; url: string }) => {
  subject: string;
  text: string;
};

type Claimed = { id: string; kind: NoticeKind; ms: number; flowId: string; serviceName: string; recipients: string[] };

/** Notices of one round, and the milliseconds after which it begins no other mail. */
const ROUND = 20;
const PATIENCE = 20_000;
/** Milliseconds for each stage of talking with the mail server. */
const timeouts = { connectionTimeout: 5_000, greetingTimeout: 5_000, socketTimeout: 10_000 };

/**
 * Mails the notices of the last day that were not mailed yet to who may act on them; answers how many left. One mail a
 * notice, marked before it leaves: a process that dies loses one rather than repeating it. When the mail server does not
 * take it now, it is tried again at the next round.
 */
export async function mailNotices(sql: Sql, server: MailServer, words: MailWords): Promise<number> {
  const claimed = await claim(sql);
  const transport = createTransport({ url: server.smtpUrl, ...timeouts });
  const end = Date.now() + PATIENCE;
  let mailed = 0;
  try {
    for (const [i, notice] of claimed.entries()) {
      const { recipients, flowId, ms, kind, serviceName } = notice;
      if (recipients.length === 0) continue;
      const later = claimed.slice(i).map(({ id }) => id);
      if (Date.now() > end) {
        await giveBack(sql, later);
        break;
      }
      const url = new URL(`/flussi/${flowId}`, server.publicUrl).href;
      const written = words({ kind, serviceName, at: new Date(ms), url });
      try {
        await transport.sendMail({ from: server.from, bcc: recipients, ...written });
        mailed += 1;
      } catch (error) {
        if (isForGood(error)) continue;
        await giveBack(sql, later);
        break;
      }
    }
  } finally {
    transport.close();
  }
  return mailed;
}

/** The mail server has refused this very mail: to offer it again changes nothing. */
const isForGood = (error: unknown) =>
  error instanceof Error && "responseCode" in error && Number(error.responseCode) >= 500 && "command" in error
    ? !/^(CONN|AUTH)/.test(String(error.command))
    : false;

/**
 * Who may act: on a request those who approve, but not who asked; of an answer who asked; of the rest who sends.
 */
const claim = (sql: Sql) => sql<Claimed[]>`
  with taken as (
    update notices set mailed_at = clock_timestamp()
    where id in (select id from notices where mailed_at is null and at > clock_timestamp() - interval '1 day'
      order by id limit ${ROUND} for update skip locked)
    returning id, kind, at, flow_id, service_id
  )
  select t.id, t.kind, extract(epoch from t.at)::float8 * 1000 as ms, t.flow_id as "flowId", s.name as "serviceName", array(
    select distinct o.email from operators o
    join operator_roles r on r.operator_id = o.id join role_services rs on rs.role_id = r.role_id
    join roles on roles.id = r.role_id
    where rs.service_id = t.service_id and not o.disabled and o.email is not null and case
      when t.kind = 'approval-requested' then 'approve' = any(roles.permissions) and o.username is distinct from f.approval_requested_by
      when t.kind in ('approval-given', 'approval-refused') then o.username = f.approval_requested_by
      else 'send' = any(roles.permissions) end
  ) as recipients
  from taken t join services s on s.id = t.service_id join flows f on f.id = t.flow_id order by t.id`;

const giveBack = (sql: Sql, ids: readonly string[]) =>
  sql`update notices set mailed_at = null where id = any(${[...ids]}::bigint[])`;
