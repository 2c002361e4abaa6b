import { and, eq, gte, inArray, isNull, sql } from "drizzle-orm";
import { notifications } from "@/db/schema/notifications";
import { services } from "@/db/schema/services";
import type { Context } from "../context";
import { instantOf, wallTimeOf } from "../italian-time";
import { within } from "../operators/access";
import { familyOfRow } from "./search";
import { type Family, sources } from "./state";

/** How many days the dashboard tells of, today included. */
export const OUTCOME_DAYS = 30;

/** Notifications of a service that were registered on an Italian day (YYYY-MM-DD) and came to one family of outcomes. */
export type OutcomeCount = { day: string; serviceId: string; serviceName: string; family: Family; n: number };

export type Outcomes = {
  /** The days in order, those without any outcome included. */
  days: string[];
  counts: OutcomeCount[];
  /** When they were counted. */
  at: Date;
};

/** An answer serves for so many times what it took to find: whatever the size, counting takes 2% of the time at most. */
const REST = 50;
/** Milliseconds. */
const LONGEST_REST = 5 * 60_000;

const resting = new WeakMap<Context["sql"], Map<string, Promise<Outcomes>>>();

/** The outcomes of the last 30 days, at most a few minutes old where there are very many. */
export function recentOutcomes(ctx: Context): Promise<Outcomes> {
  const known = resting.get(ctx.sql) ?? new Map<string, Promise<Outcomes>>();
  resting.set(ctx.sql, known);
  const key = ctx.actor.kind === "operator" ? [...ctx.actor.services].sort().join() : "*";
  const kept = known.get(key);
  if (kept) return kept;
  const begun = performance.now();
  const counted = countOutcomes(ctx);
  known.set(key, counted);
  const forget = () => known.delete(key);
  counted.then(() => setTimeout(forget, Math.min(LONGEST_REST, REST * (performance.now() - begun))).unref(), forget);
  return counted;
}

/**
 * Counts what App IO, or the lack of its answer, made of the notifications registered in the last 30 days: those still
 * to be sent have no outcome. Disabled ones and trials are outside.
 */
export async function countOutcomes(ctx: Context): Promise<Outcomes> {
  const days = lastDays(ctx.now);
  const [first] = days;
  const since = first && instantOf(first, "00:00");
  if (!since) throw new Error("a day that does not begin");
  const day = sql<string>`to_char(${notifications.createdAt} at time zone 'Europe/Rome', 'YYYY-MM-DD')`.as("day");
  const groups = ctx.db
    .select({
      day,
      serviceId: sql<string>`${notifications.serviceId}`.as("service"),
      family: sql<Family>`${familyOfRow}`.as("family"),
      n: sql<number>`count(*)::int`.as("n"),
    })
    .from(notifications)
    .where(
      and(
        within(ctx.actor, notifications.serviceId),
        gte(notifications.createdAt, since),
        eq(notifications.disabled, false),
        isNull(notifications.trialOf),
        inArray(notifications.state, withOutcome),
      ),
    )
    .groupBy(sql`1, 2, 3`)
    .as("groups");
  const counts = await ctx.db
    .select({
      day: groups.day,
      serviceId: groups.serviceId,
      serviceName: services.name,
      family: groups.family,
      n: groups.n,
    })
    .from(groups)
    .innerJoin(services, eq(services.id, groups.serviceId));
  return { days, counts, at: ctx.now };
}

/** Accepted or refused: of the others nobody can say anything yet. */
const withOutcome = [...new Set([...sources("verify"), ...sources("reregister")])];

function lastDays(now: Date): string[] {
  const noon = Date.parse(`${wallTimeOf(now).day}T12:00:00Z`);
  return Array.from({ length: OUTCOME_DAYS }, (_, ago) =>
    new Date(noon - (OUTCOME_DAYS - 1 - ago) * 86_400_000).toISOString().slice(0, 10),
  );
}
