import { and, eq, inArray, sql } from "drizzle-orm";
import { notifications } from "@/db/schema/notifications";
import { type NotificationState, notificationStates } from "@/db/states";
import type { Context } from "../context";
import { familyOfRow, isAwaited, isForbidden, isUndecided } from "../notifications/search";
import { type Family, families } from "../notifications/state";

/** Enabled notifications, by state and all together: "Messaggi". */
export type StateCounts = Record<NotificationState, number> & { total: number };

export type FlowCounts = StateCounts & {
  disabled: number;
  families: Record<Family, number>;
  /** Uncertain ones that wait for a person's decision. */
  undecided: number;
  /** Accepted ones whose outcome FlussIO is still asking for. */
  awaited: number;
  /** Refused because the service may write to its test codes only. */
  forbidden: number;
};

// Counts come from the rows themselves, and none can drift.

/** Counts the enabled rows of each flow by state, from an index alone: cheap enough to ask while they are being sent. */
export async function countStates(ctx: Context, flowIds: string[]): Promise<(flowId: string) => StateCounts> {
  const groups = await ctx.db
    .select({ flowId: notifications.flowId, state: notifications.state, n: sql<number>`count(*)::int` })
    .from(notifications)
    .where(and(inArray(notifications.flowId, flowIds), eq(notifications.disabled, false)))
    .groupBy(notifications.flowId, notifications.state);
  return (flowId) => {
    const counts = { total: 0, ...zeros(notificationStates) };
    for (const { state, n } of groups.filter((group) => group.flowId === flowId)) {
      counts.total += n;
      counts[state] += n;
    }
    return counts;
  };
}

/** Counts the rows of a flow by state and by family of outcome: reads each of them. */
export async function countFlow(ctx: Context, flowId: string): Promise<FlowCounts> {
  const groups = await ctx.db
    .select({
      state: notifications.state,
      disabled: notifications.disabled,
      family: familyOfRow,
      n: sql<number>`count(*)::int`,
      undecided: sql<number>`(count(*) filter (where ${isUndecided}))::int`,
      awaited: sql<number>`(count(*) filter (where ${isAwaited}))::int`,
      forbidden: sql<number>`(count(*) filter (where ${isForbidden}))::int`,
    })
    .from(notifications)
    .where(eq(notifications.flowId, flowId))
    .groupBy(notifications.state, notifications.disabled, familyOfRow);
  const counts: FlowCounts = {
    ...{ total: 0, disabled: 0, undecided: 0, awaited: 0, forbidden: 0 },
    ...zeros(notificationStates),
    families: zeros(families),
  };
  for (const { state, disabled, family, n, undecided, awaited, forbidden } of groups) {
    if (disabled) counts.disabled += n;
    else {
      counts.total += n;
      counts[state] += n;
      counts.families[family] += n;
      counts.undecided += undecided;
      counts.awaited += awaited;
      counts.forbidden += forbidden;
    }
  }
  return counts;
}

const zeros = <Name extends string>(names: readonly Name[]) =>
  Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>; // safe: every name is there
