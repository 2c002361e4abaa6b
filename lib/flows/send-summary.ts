import { setTimeout as sleep } from "node:timers/promises";
import { and, eq, sql } from "drizzle-orm";
import { flows } from "@/db/schema/flows";
import { notifications } from "@/db/schema/notifications";
import { services } from "@/db/schema/services";
import type { Context } from "../context";
import { within } from "../operators/access";
import { notFound } from "../refusal";
import { paceOf, secondsFor } from "./pace";
import { waiting } from "./send";

export type SendSummary = Awaited<ReturnType<typeof sendSummary>>;

/** How long a flow that was just stopped may take to bring its last calls to an end, in milliseconds. */
const STOPPING = 5_000;
const GLANCE = 250;

/** Waits for the rows that are still on their way, so that the number to confirm is the one that will leave. */
async function rowsAtRest(ctx: Context, flowId: string): Promise<void> {
  const moving = and(eq(notifications.flowId, flowId), eq(notifications.state, "transmitting"));
  for (let waited = 0; waited < STOPPING; waited += GLANCE) {
    if (!(await ctx.db.query.notifications.findFirst({ columns: { id: true }, where: moving }))) return;
    await sleep(GLANCE);
  }
}

/** What would leave now: the numbers of the confirmation. Amounts in cents. */
export async function sendSummary(ctx: Context, id: string) {
  const [flow] = await ctx.db
    .select({ version: flows.version, testing: services.testing, testFiscalCodes: services.testFiscalCodes })
    .from(flows)
    .innerJoin(services, eq(services.id, flows.serviceId))
    .where(and(eq(flows.id, id), within(ctx.actor, flows.serviceId)));
  if (!flow) throw notFound();
  await rowsAtRest(ctx, id);
  const { amount, dueDate, fiscalCode, subject } = notifications;
  const enabled = sql.join(
    flow.testFiscalCodes.map((code) => sql`${code}`),
    sql`, `,
  );
  const [[sums], pace] = await Promise.all([
    ctx.db
      .select({
        notifications: sql<number>`count(*)::int`,
        persons: sql<number>`count(distinct ${fiscalCode})::int`,
        payments: sql<number>`count(${amount})::int`,
        paymentsTotal: sql<number>`coalesce(sum(${amount}), 0)::float8`,
        pastDueDates: sql<number>`count(*) filter (where ${dueDate} < (now() at time zone 'Europe/Rome')::date)::int`,
        /** The most frequent subject, and how many there are. */
        subject: sql<string | null>`mode() within group (order by ${subject})`,
        subjects: sql<number>`count(distinct ${subject})::int`,
        /** Recipients that a service In prova holds back. */
        outsideTest: flow.testing
          ? flow.testFiscalCodes.length > 0
            ? sql<number>`count(*) filter (where ${fiscalCode} not in (${enabled}))::int`
            : sql<number>`count(*)::int`
          : sql<number>`0`,
      })
      .from(notifications)
      .where(waiting(id)),
    paceOf(ctx, id),
  ]);
  if (!sums) throw notFound();
  return {
    version: flow.version,
    ...sums,
    seconds: secondsFor(sums.notifications, pace.callsPerSecond, pace.otherSends + 1),
  };
}
