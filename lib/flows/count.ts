import { eq, sql } from "drizzle-orm";
import { notifications } from "@/db/schema/notifications";
import type { NotificationState } from "@/db/states";
import type { Context } from "../context";
import { familyOfRow, isUndecided } from "../notifications/search";
import { type Family, families } from "../notifications/state";

export type FlowCounts = Record<NotificationState, number> & {
  /** Enabled notifications: "Messaggi". */
  total: number;
  disabled: number;
  families: Record<Family, number>;
  /** Uncertain ones that wait for a person's decision. */
  undecided: number;
};

/** Counts the rows of a flow by state and by family of outcome, from the rows themselves: no counter can drift. */
export async function countFlow(ctx: Context, flowId: string): Promise<FlowCounts> {
  const groups = await ctx.db
    .select({
      state: notifications.state,
      disabled: notifications.disabled,
      family: familyOfRow,
      n: sql<number>`count(*)::int`,
      undecided: sql<number>`(count(*) filter (where ${isUndecided}))::int`,
    })
    .from(notifications)
    .where(eq(notifications.flowId, flowId))
    .groupBy(notifications.state, notifications.disabled, familyOfRow);
  const counts: FlowCounts = {
    total: 0,
    disabled: 0,
    registered: 0,
    transmitting: 0,
    sent: 0,
    error: 0,
    unreachable: 0,
    undecided: 0,
    families: Object.fromEntries(families.map((family) => [family, 0])) as Record<Family, number>, // safe: every family is there
  };
  for (const { state, disabled, family, n, undecided } of groups) {
    if (disabled) counts.disabled += n;
    else {
      counts.total += n;
      counts[state] += n;
      counts.families[family] += n;
      counts.undecided += undecided;
    }
  }
  return counts;
}
