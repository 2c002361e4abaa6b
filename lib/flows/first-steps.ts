import { and, isNotNull, sql } from "drizzle-orm";
import { flows } from "@/db/schema/flows";
import { notifications } from "@/db/schema/notifications";
import type { Context } from "../context";
import { within } from "../operators/access";

export type FirstSteps = { service: boolean; flow: boolean; notification: boolean; sent: boolean };

/** How far somebody who begins has come: a service to write from, a flow, its notifications, the first send. */
export async function firstSteps(ctx: Context): Promise<FirstSteps> {
  const some = (from: typeof flows | typeof notifications, condition = sql`true`) =>
    sql<boolean>`exists (select 1 from ${from} where ${and(within(ctx.actor, from.serviceId), condition)})`;
  const [row] = await ctx.db.execute<{ flow: boolean; notification: boolean; sent: boolean }>(sql`
    select ${some(flows)} as flow, ${some(notifications)} as notification,
      ${some(flows, isNotNull(flows.sendStartedAt))} or
        ${some(notifications, sql`${notifications.flowId} is null and ${notifications.trialOf} is null and ${notifications.state} = 'sent'`)} as sent`);
  if (!row) throw new Error("a question without an answer");
  const service = ctx.actor.kind === "system" || ctx.actor.services.length > 0;
  return { service, ...row };
}
