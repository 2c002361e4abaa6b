import { and, eq } from "drizzle-orm";
import type { Sql } from "@/db/client";
import { flows } from "@/db/schema/flows";
import { organizations, type SendingHours } from "@/db/schema/organizations";
import { services } from "@/db/schema/services";
import type { Context } from "../context";
import { within } from "../operators/access";
import { notFound } from "../refusal";
import { closesAt, isOpen, opensAt } from "./sending-hours";

/** Those of the flows that may send now: inside the hours of their ente, or without regard to them. */
export async function openFlows(sql: Sql, flowIds: readonly string[], at?: Date): Promise<string[]> {
  if (flowIds.length === 0) return [];
  const found = await sql<{ id: string; hours: SendingHours | null; ms: number }[]>`
    select f.id, case when not f.any_hour then o.sending_hours end as hours,
      extract(epoch from clock_timestamp())::float8 * 1000 as ms
    from flows f join services s on s.id = f.service_id join organizations o on o.id = s.organization_id
    where f.id = any(${[...flowIds]}::uuid[])`;
  return found.filter(({ hours, ms }) => isOpen(hours, at ?? new Date(ms))).map(({ id }) => id);
}

/** When the mass sends of the ente of a flow may leave; null = always. */
export async function sendingHoursOf(ctx: Context, flowId: string): Promise<SendingHours | null> {
  const [found] = await ctx.db
    .select({ hours: organizations.sendingHours })
    .from(flows)
    .innerJoin(services, eq(services.id, flows.serviceId))
    .innerJoin(organizations, eq(organizations.id, services.organizationId))
    .where(and(eq(flows.id, flowId), within(ctx.actor, flows.serviceId)));
  if (!found) throw notFound();
  return found.hours;
}

/** What the sending hours mean for a send that is to leave at `at` and lasts about `seconds` (null = a moment). */
export type HoursAhead = {
  /** When it really begins, if they hold it until later; null = at `at`. */
  opensAt: Date | null;
  /** Whether they hold it, at the beginning or before its end. */
  outside: boolean;
};

export async function hoursAhead(
  ctx: Context,
  flowId: string,
  { at, seconds }: { at: Date; seconds: number | null },
): Promise<HoursAhead> {
  const hours = await sendingHoursOf(ctx, flowId);
  const open = isOpen(hours, at);
  const closing = closesAt(hours, at);
  const end = at.getTime() + (seconds ?? 0) * 1000;
  return {
    opensAt: open ? null : opensAt(hours, at),
    outside: !open || (closing !== null && closing.getTime() < end),
  };
}
