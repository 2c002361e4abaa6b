import { and, eq, sql } from "drizzle-orm";
import { flows } from "@/db/schema/flows";
import { notifications } from "@/db/schema/notifications";
import { organizations } from "@/db/schema/organizations";
import { services } from "@/db/schema/services";
import type { Context } from "../context";
import { within } from "../operators/access";
import { notFound } from "../refusal";
import { paceOf, secondsForCalls } from "./pace";
import { waiting } from "./send";

export type FlowReachability = Awaited<ReturnType<typeof flowReachability>>;

/**
 * `none`: nobody asked, or the flow was edited since. `running`. `done`: some answers hold. `failed`: it ended before
 * the first answer. `expired`: no answer is recent enough any more.
 */
export type ReachState = "none" | "running" | "done" | "failed" | "expired";

/**
 * Who of the people that a send would write to can receive, as far as Verifica raggiungibilità has found out: what it
 * costs, how far it is, what it means for the send. Only answers of the last `hours` count. Durations in seconds; null =
 * nothing limits the rate.
 */
export async function flowReachability(ctx: Context, id: string) {
  const [flow] = await ctx.db
    .select({
      requestedAt: flows.reachRequestedAt,
      endedAt: flows.reachEndedAt,
      fault: flows.reachFault,
      hours: organizations.reachabilityHours,
    })
    .from(flows)
    .innerJoin(services, eq(services.id, flows.serviceId))
    .innerJoin(organizations, eq(organizations.id, services.organizationId))
    .where(and(eq(flows.id, id), within(ctx.actor, flows.serviceId)));
  if (!flow) throw notFound();
  const [found, pace] = await Promise.all([countPersons(ctx, id, flow), paceOf(ctx, id)]);
  const seconds = (calls: number) => secondsForCalls(calls, pace.callsPerSecond, pace.otherSends + 1);
  const { unreachable, allowed, validUntil, ...persons } = found;
  const leaving = persons.notifications - unreachable;
  return {
    ...flow,
    ...persons,
    /** Persons whose answer is still missing or too old. */
    unchecked: persons.persons - persons.reachable - persons.notOnIo - persons.notAllowed,
    /** Notifications that would leave at most, and those for people who cannot receive. */
    leaving,
    unreachable,
    state: reachState(flow, persons),
    /** When the first answer becomes too old. */
    validUntil,
    /** How long the check takes, and its rest. */
    checkSeconds: seconds(persons.persons),
    secondsLeft: seconds(persons.persons - persons.asked),
    /** How long the send takes with these answers, and without: a call less for whom they name. */
    sendSeconds: seconds(2 * leaving - allowed),
    blindSeconds: seconds(2 * persons.notifications),
  };
}

/** Whether what was found counts for a send that leaves at that moment. */
export const holdsAt = (reach: Pick<FlowReachability, "state" | "validUntil">, departure: Date) =>
  reach.state === "done" && reach.validUntil !== null && reach.validUntil > departure;

/** The row is for somebody who, by an answer of the last `hours`, cannot receive. */
export const cannotReceive = (hours: number) =>
  sql`(${answered(hours)} and ${notifications.reachability} <> 'allowed') is true`;

const answered = (hours: number) =>
  sql`${notifications.reachabilityAt} > clock_timestamp() - make_interval(hours => ${hours})`;

type Requested = { requestedAt: Date | null; endedAt: Date | null; hours: number };

function reachState(
  { requestedAt, endedAt }: Requested,
  { asked, reachable, notOnIo, notAllowed }: Persons,
): ReachState {
  if (!requestedAt) return "none";
  if (!endedAt) return "running";
  if (reachable + notOnIo + notAllowed > 0) return "done";
  return asked > 0 ? "expired" : "failed";
}

type Persons = {
  persons: number;
  notifications: number;
  /** Persons asked since the check was requested. */
  asked: number;
  reachable: number;
  notOnIo: number;
  notAllowed: number;
};

/** Counts the people behind the rows that a send takes; the answers of a void check count for nothing. */
async function countPersons(ctx: Context, flowId: string, { requestedAt, hours }: Requested) {
  const { fiscalCode, reachability, reachabilityAt } = notifications;
  const holds = requestedAt ? answered(hours) : sql`false`;
  const since = requestedAt?.toISOString() ?? null;
  const [counts] = await ctx.db.execute<Persons & { unreachable: number; allowed: number; oldest: number | null }>(sql`
    select count(*)::int as persons, coalesce(sum(rows), 0)::int as notifications,
      count(*) filter (where asked)::int as asked,
      count(*) filter (where answer = 'allowed')::int as reachable,
      count(*) filter (where answer = 'not-on-io')::int as "notOnIo",
      count(*) filter (where answer = 'sender-not-allowed')::int as "notAllowed",
      coalesce(sum(allowed), 0)::int as allowed, coalesce(sum(unreachable), 0)::int as unreachable,
      extract(epoch from min(oldest))::float8 * 1000 as oldest
    from (
      select count(*) as rows, max(${reachabilityAt}) >= ${since}::timestamptz as asked,
        (array_agg(${reachability} order by ${reachabilityAt} desc) filter (where ${holds}))[1] as answer,
        count(*) filter (where ${holds} and ${reachability} = 'allowed') as allowed,
        count(*) filter (where ${holds} and ${reachability} <> 'allowed') as unreachable,
        min(${reachabilityAt}) filter (where ${holds}) as oldest
      from ${notifications} where ${waiting(flowId)} group by ${fiscalCode}
    ) people`);
  if (!counts) throw new Error("count without a row");
  const { oldest, ...found } = counts;
  return { ...found, validUntil: oldest === null ? null : new Date(oldest + hours * 3_600_000) };
}
