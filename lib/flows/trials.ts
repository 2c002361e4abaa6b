import { and, desc, eq } from "drizzle-orm";
import { flows } from "@/db/schema/flows";
import { notifications } from "@/db/schema/notifications";
import { services } from "@/db/schema/services";
import type { Context } from "../context";
import { within } from "../operators/access";
import { notFound } from "../refusal";

/** How many trials are shown. */
const SHOWN = 20;

export type Trial = Awaited<ReturnType<typeof flowTrials>>["trials"][number];

/** The test codes of the service of a flow, and its latest trials, the last one first. */
export async function flowTrials(ctx: Context, flowId: string) {
  const [flow] = await ctx.db
    .select({ codes: services.testFiscalCodes })
    .from(flows)
    .innerJoin(services, eq(services.id, flows.serviceId))
    .where(and(eq(flows.id, flowId), within(ctx.actor, flows.serviceId)));
  if (!flow) throw notFound();
  const trials = await ctx.db.query.notifications.findMany({
    columns: {
      id: true,
      fiscalCode: true,
      subject: true,
      state: true,
      reason: true,
      deliveryStatus: true,
      checkDueAt: true,
      sentAt: true,
      createdAt: true,
      createdBy: true,
    },
    where: eq(notifications.trialOf, flowId),
    orderBy: desc(notifications.position),
    limit: SHOWN,
  });
  return { codes: flow.codes, trials };
}
