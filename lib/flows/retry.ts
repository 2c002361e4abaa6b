import { and, eq, inArray, or, type SQL, sql } from "drizzle-orm";
import { flows } from "@/db/schema/flows";
import { notifications } from "@/db/schema/notifications";
import type { Context } from "../context";
import { isRetried, isToCorrect } from "../notifications/corrected";
import { touched } from "../notifications/lock";
import { registeredAnew } from "../notifications/reregister";
import { isUncertain, isUndecided } from "../notifications/search";
import { within } from "../operators/access";
import { notFound, Refusal } from "../refusal";
import { lockFlow } from "./lock";
import { paceOf, secondsFor } from "./pace";
import { mustBeReady, startSending, waiting } from "./send";
import { rowsAtRest } from "./send-summary";

export type RetrySummary = Awaited<ReturnType<typeof retrySummary>>;

/**
 * What a retry would do with each notification of a flow: what leaves (those Registrato leave too), what stays and why.
 * `seconds`: null = nothing limits the rate.
 */
export async function retrySummary(ctx: Context, id: string) {
  const flow = await ctx.db.query.flows.findFirst({
    columns: { version: true },
    where: and(eq(flows.id, id), within(ctx.actor, flows.serviceId)),
  });
  if (!flow) throw notFound();
  await rowsAtRest(ctx, id);
  const counted = (condition: SQL | undefined) => sql<number>`(count(*) filter (where ${condition}))::int`;
  const enabled = (condition: SQL | undefined) => counted(and(eq(notifications.disabled, false), condition));
  const [groups, pace] = await Promise.all([
    ctx.db
      .select({
        reason: notifications.reason,
        retried: enabled(isRetried),
        registered: counted(waiting(id)),
        undecided: enabled(isUndecided),
        decided: enabled(sql`${isUncertain} and not ${isUndecided}`),
        toCorrect: enabled(isToCorrect),
        unreachable: enabled(eq(notifications.state, "unreachable")),
        disabled: counted(eq(notifications.disabled, true)),
        pastDueDates: counted(and(or(waiting(id), and(eq(notifications.disabled, false), isRetried)), isPastDue)),
      })
      .from(notifications)
      .where(and(eq(notifications.flowId, id), inArray(notifications.state, ["registered", "error", "unreachable"])))
      .groupBy(notifications.reason),
    paceOf(ctx, id),
  ]);
  const sum = (name: Exclude<keyof (typeof groups)[number], "reason">) =>
    groups.reduce((total, group) => total + group[name], 0);
  const leaving = sum("retried") + sum("registered");
  return {
    version: flow.version,
    retried: sum("retried"),
    /** The retried ones, by the reason they failed for. */
    reasons: groups.flatMap(({ reason, retried }) => (reason && retried > 0 ? [{ reason, count: retried }] : [])),
    registered: sum("registered"),
    leaving,
    pastDueDates: sum("pastDueDates"),
    seconds: secondsFor(leaving, pace.callsPerSecond, pace.otherSends + 1),
    leftOut: {
      undecided: sum("undecided"),
      decided: sum("decided"),
      toCorrect: sum("toCorrect"),
      unreachable: sum("unreachable"),
      disabled: sum("disabled"),
    },
  };
}

/**
 * Ritenta le notifiche in errore: those that surely did not arrive go back to Registrato, and the flow is sent. `count`
 * (all that leaves, those Registrato included) and `version` are what the confirmation showed.
 */
export async function retryFlow(
  ctx: Context,
  input: { flowId: string; version: number; count: number },
): Promise<void> {
  const { flowId } = input;
  await ctx.db.transaction(async (tx) => {
    const inside = { ...ctx, db: tx };
    const flow = await lockFlow(inside, input, { permission: "send", event: "retry" });
    const { count: retried } = await tx
      .update(notifications)
      .set({ ...registeredAnew, ...touched(ctx) })
      .where(and(eq(notifications.flowId, flowId), eq(notifications.disabled, false), isRetried));
    if (retried === 0) throw new Refusal("changed-meanwhile", {});
    const count = await mustBeReady(inside, flow, input.count);
    await startSending(inside, flow, { count, retried, anyHour: false });
  });
  ctx.emit({ name: "flussio/flow.send", data: { flowId } });
}

const isPastDue = sql`${notifications.dueDate} < (now() at time zone 'Europe/Rome')::date`;
