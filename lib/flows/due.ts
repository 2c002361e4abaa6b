import { and, asc, eq, gte, inArray, isNull, lte, or } from "drizzle-orm";
import type { Db, Sql } from "@/db/client";
import { flows } from "@/db/schema/flows";
import { type ScheduleFault, scheduleFaults } from "@/db/states";
import { record } from "../audit/record";
import type { Context } from "../context";
import { Refusal } from "../refusal";
import { type LockedFlow, lockFlow } from "./lock";
import { isMissed, PUNCTUAL } from "./schedule-state";
import { mustBeApproved, mustBeReady, startSending } from "./send";
import { sources } from "./state";

/**
 * Sends the flows whose scheduled moment has come, each under the name of who scheduled it; answers which. One that may
 * not leave, or is more than an hour late, stays Attivo with its schedule and the reason, for a person to decide. Each
 * flow is locked and looked at again before, so two processes never send one twice.
 */
export async function fireDueSchedules(engine: { db: Db; sql: Sql }, at?: Date): Promise<string[]> {
  // By the clock of Postgres: processes may differ.
  const [clock] = await engine.sql<{ ms: number }[]>`select extract(epoch from clock_timestamp())::float8 * 1000 as ms`;
  const now = at ?? new Date(clock?.ms ?? Date.now());
  const punctual = gte(flows.scheduledAt, new Date(now.getTime() - PUNCTUAL));
  const due = await engine.db
    .select({ id: flows.id })
    .from(flows)
    .where(
      and(
        inArray(flows.state, sources("unschedule")),
        lte(flows.scheduledAt, now),
        or(punctual, isNull(flows.scheduleFault)),
      ),
    )
    .orderBy(asc(flows.scheduledAt));
  const fired: string[] = [];
  for (const { id } of due) if (await fire(engine, id, now)) fired.push(id);
  return fired;
}

async function fire({ db, sql }: { db: Db; sql: Sql }, flowId: string, now: Date): Promise<boolean> {
  try {
    return await db.transaction(async (tx) => {
      const as = (name: string): Context => ({ db: tx, sql, now, actor: { kind: "system", name }, emit: () => {} });
      const flow = await lockFlow(as("FlussIO"), { flowId }, { event: "send", evenDisabled: true });
      const { scheduledAt, scheduledBy } = flow;
      if (!scheduledAt || !scheduledBy || scheduledAt > now) return false;
      if (isMissed(scheduledAt, now)) {
        if (!flow.scheduleFault) await keepBack(as("FlussIO"), flow, "late");
        return false;
      }
      const ready = await readiness(as(scheduledBy), flow);
      if ("fault" in ready) await keepBack(as("FlussIO"), flow, ready.fault);
      else await startSending(as(scheduledBy), flow, { count: ready.count, scheduledAt });
      return "count" in ready;
    });
  } catch (error) {
    // Somebody was faster: it is In invio, or no longer there.
    if (error instanceof Refusal) return false;
    throw error;
  }
}

/** How many rows leave, or what meanwhile keeps them back. */
async function readiness(ctx: Context, flow: LockedFlow): Promise<{ count: number } | { fault: ScheduleFault }> {
  try {
    const count = await mustBeReady(ctx, flow);
    mustBeApproved(flow, count);
    return { count };
  } catch (error) {
    const fault = error instanceof Refusal && scheduleFaults.find((code) => code === error.code);
    if (!fault) throw error;
    return { fault };
  }
}

/** Writes the reason once, not at every minute. */
async function keepBack(ctx: Context, flow: LockedFlow, fault: ScheduleFault): Promise<void> {
  if (flow.scheduleFault === fault) return;
  await ctx.db.update(flows).set({ scheduleFault: fault }).where(eq(flows.id, flow.id));
  await record(ctx, "flow.schedule-missed", flow.id, { scheduledAt: flow.scheduledAt, fault });
}
