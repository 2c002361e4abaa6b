import { setTimeout as sleep } from "node:timers/promises";
import { and, eq, type SQL, sql } from "drizzle-orm";
import { flows } from "@/db/schema/flows";
import { notifications } from "@/db/schema/notifications";
import { services } from "@/db/schema/services";
import type { Context } from "../context";
import { within } from "../operators/access";
import { notFound } from "../refusal";
import { cannotReceive, flowReachability, holdsAt } from "./reachability";
import { waiting } from "./send";

export type SendSummary = Awaited<ReturnType<typeof sendSummary>>;

/** How long a flow that was just stopped may take to bring its last calls to an end, in milliseconds. */
const STOPPING = 5_000;
const GLANCE = 250;

/** Waits for the rows that are still on their way, so that the number to confirm is the one that will leave. */
export async function rowsAtRest(ctx: Context, flowId: string): Promise<void> {
  const moving = and(eq(notifications.flowId, flowId), eq(notifications.state, "transmitting"));
  for (let waited = 0; waited < STOPPING; waited += GLANCE) {
    if (!(await ctx.db.query.notifications.findFirst({ columns: { id: true }, where: moving }))) return;
    await sleep(GLANCE);
  }
}

/**
 * What would leave now, or at a moment to come: the numbers of the confirmation. Where a check of who can receive still
 * holds then, they are those of the rows that may leave; `count` is of all that the send takes. Amounts in cents.
 */
export async function sendSummary(ctx: Context, id: string, departure = ctx.now) {
  const [flow] = await ctx.db
    .select({ version: flows.version, testing: services.testing, testFiscalCodes: services.testFiscalCodes })
    .from(flows)
    .innerJoin(services, eq(services.id, flows.serviceId))
    .where(and(eq(flows.id, id), within(ctx.actor, flows.serviceId)));
  if (!flow) throw notFound();
  await rowsAtRest(ctx, id);
  const reach = await flowReachability(ctx, id);
  const checked = holdsAt(reach, departure);
  const { amount, dueDate, fiscalCode, payableAfterDue, subject } = notifications;
  const leaves = checked ? sql`not (${cannotReceive(reach.hours)})` : sql`true`;
  const counted = (what: SQL, also = sql`true`) =>
    sql<number>`count(${what}) filter (where ${leaves} and ${also})::int`;
  const departureDay = sql`(${departure.toISOString()}::timestamptz at time zone 'Europe/Rome')::date`;
  const testCodes = sql.join(
    flow.testFiscalCodes.map((code) => sql`${code}`),
    sql`, `,
  );
  const [sums] = await ctx.db
    .select({
      count: sql<number>`count(*)::int`,
      notifications: counted(sql`*`),
      persons: counted(sql`distinct ${fiscalCode}`),
      payments: counted(sql`${amount}`),
      paymentsTotal: sql<number>`coalesce(sum(${amount}) filter (where ${leaves}), 0)::float8`,
      pastDueDates: counted(sql`*`, sql`${dueDate} < ${departureDay}`),
      dueDates: counted(dueDate.getSQL()),
      firstDue: sql<string | null>`min(${dueDate}) filter (where ${leaves})`,
      lastDue: sql<string | null>`max(${dueDate}) filter (where ${leaves})`,
      /** Payments with a due date, by Paga dopo la scadenza. */
      payableAfter: counted(amount.getSQL(), sql`${dueDate} is not null and ${payableAfterDue}`),
      notPayableAfter: counted(amount.getSQL(), sql`${dueDate} is not null and not ${payableAfterDue}`),
      /** Not payable after a due date that they do not have: App IO is told nothing of it. */
      withoutDue: counted(amount.getSQL(), sql`${dueDate} is null and not ${payableAfterDue}`),
      /** The most frequent subject, and how many there are. */
      subject: sql<string | null>`mode() within group (order by ${subject}) filter (where ${leaves})`,
      subjects: counted(sql`distinct ${subject}`),
      /** Recipients that a service In prova holds back. */
      outsideTest: !flow.testing
        ? sql<number>`0`
        : flow.testFiscalCodes.length > 0
          ? sql<number>`count(*) filter (where ${fiscalCode} not in (${testCodes}))::int`
          : sql<number>`count(*)::int`,
    })
    .from(notifications)
    .where(waiting(id));
  if (!sums) throw notFound();
  return {
    version: flow.version,
    ...sums,
    reach,
    /** Whether who can receive is known, and will still be when they leave. */
    checked,
    seconds: checked ? reach.sendSeconds : reach.blindSeconds,
  };
}
