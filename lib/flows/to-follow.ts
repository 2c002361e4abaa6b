import { and, desc, eq, exists, inArray, isNotNull, or, sql } from "drizzle-orm";
import { flows } from "@/db/schema/flows";
import { notifications } from "@/db/schema/notifications";
import { services } from "@/db/schema/services";
import type { Context } from "../context";
import { isForbidden, isToRetry, isUncertain, isUndecided } from "../notifications/search";
import { within } from "../operators/access";
import { countStates } from "./count";
import { sources } from "./state";

export type FlowToFollow = Awaited<ReturnType<typeof flowsToFollow>>[number];

/** How many the dashboard shows. */
const SHOWN = 20;

/**
 * The flows that ask something of somebody: those that were stopped, by a fault first, and those with notifications to
 * send, to correct or to decide on; the latest first. People who cannot receive ask nothing.
 */
export async function flowsToFollow(ctx: Context) {
  const byFault = sql`(${flows.stopReason} is not null and ${flows.stopReason} <> 'operator')`;
  const asking = ctx.db
    .select({ one: sql`1` })
    .from(notifications)
    .where(
      and(
        eq(notifications.flowId, flows.id),
        eq(notifications.disabled, false),
        or(
          eq(notifications.state, "registered"),
          and(eq(notifications.state, "error"), or(sql`not ${isUncertain}`, isUndecided)),
        ),
      ),
    );
  const found = await ctx.db
    .select({
      id: flows.id,
      note: flows.note,
      createdAt: flows.createdAt,
      updatedAt: flows.updatedAt,
      stopReason: flows.stopReason,
      stopDetail: flows.stopDetail,
      stoppedAt: flows.stoppedAt,
      stoppedBy: flows.stoppedBy,
      service: { name: services.name },
    })
    .from(flows)
    .innerJoin(services, eq(services.id, flows.serviceId))
    .where(
      and(
        inArray(flows.state, sources("resume")),
        eq(flows.disabled, false),
        within(ctx.actor, flows.serviceId),
        or(isNotNull(flows.stopReason), exists(asking)),
      ),
    )
    .orderBy(desc(byFault), desc(sql`coalesce(${flows.stoppedAt}, ${flows.sendEndedAt}, ${flows.updatedAt})`))
    .limit(SHOWN);
  const ids = found.map(({ id }) => id);
  const [states, errors] = await Promise.all([countStates(ctx, ids), countErrors(ctx, ids)]);
  return found.map((flow) => ({ ...flow, counts: { ...states(flow.id), ...errors(flow.id) } }));
}

/** What the rows in Errore of each flow ask for. */
async function countErrors(ctx: Context, flowIds: string[]) {
  const groups = await ctx.db
    .select({
      flowId: notifications.flowId,
      uncertain: sql<number>`(count(*) filter (where ${isUncertain}))::int`,
      "to-retry": sql<number>`(count(*) filter (where ${isToRetry}))::int`,
      "to-correct": sql<number>`(count(*) filter (where not ${isUncertain} and not ${isToRetry}))::int`,
      undecided: sql<number>`(count(*) filter (where ${isUndecided}))::int`,
      forbidden: sql<number>`(count(*) filter (where ${isForbidden}))::int`,
    })
    .from(notifications)
    .where(
      and(inArray(notifications.flowId, flowIds), eq(notifications.disabled, false), eq(notifications.state, "error")),
    )
    .groupBy(notifications.flowId);
  return (flowId: string) => {
    const { undecided = 0, forbidden = 0, ...families } = groups.find((group) => group.flowId === flowId) ?? {};
    return { undecided, forbidden, families: { uncertain: 0, "to-retry": 0, "to-correct": 0, ...families } };
  };
}
