import type { Sql } from "@/db/client";

/** The service behind a flow or a notification, as the sending needs it. */
export type Sender = {
  sealedKey: string;
  budgetId: string;
  requireSecureChannels: boolean;
  disabled: boolean;
  testing: boolean;
  testFiscalCodes: string[];
  /** A person who was asked since is not asked again by a send; null = everybody is asked. */
  reachableSince: string | null;
};

/** The service of a flow, of a notification, or of an id. */
export async function senderOf(
  sql: Sql,
  of: { flowId: string } | { notificationId: string } | { serviceId: string },
): Promise<Sender | null> {
  const [service, reached] =
    "flowId" in of
      ? [
          sql`select service_id from flows where id = ${of.flowId}`,
          sql`select reach_requested_at from flows where id = ${of.flowId} and reach_ended_at is not null`,
        ]
      : [
          "serviceId" in of
            ? sql`select ${of.serviceId}::uuid`
            : sql`select service_id from notifications where id = ${of.notificationId}`,
          sql`select null::timestamptz`,
        ];
  const [sender] = await sql<Sender[]>`
    select s.sealed_key as "sealedKey", o.budget_id as "budgetId", s.require_secure_channels as "requireSecureChannels",
      s.disabled, s.testing, s.test_fiscal_codes as "testFiscalCodes",
      case when (${reached}) is not null
        then greatest((${reached}), now() - make_interval(hours => o.reachability_hours)) end as "reachableSince"
    from services s join organizations o on o.id = s.organization_id
    where s.id = (${service})`;
  return sender ?? null;
}
