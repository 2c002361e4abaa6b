import { and, eq } from "drizzle-orm";
import { flows } from "@/db/schema/flows";
import type { Context } from "../context";
import { within } from "../operators/access";
import { notFound } from "../refusal";
import { countFlow } from "./count";
import { paceOf, secondsFor } from "./pace";

export type FlowProgress = Awaited<ReturnType<typeof flowProgress>>;

/** How far a send is. Seconds left come from the real call budget, shared with the other sends; null = no limit. */
export async function flowProgress(ctx: Context, id: string) {
  const flow = await ctx.db.query.flows.findFirst({
    columns: { state: true, version: true },
    where: and(eq(flows.id, id), within(ctx.actor, flows.serviceId)),
  });
  if (!flow) throw notFound();
  const [counts, pace] = await Promise.all([countFlow(ctx, id), paceOf(ctx, id)]);
  const remaining = counts.registered + counts.transmitting;
  return {
    ...flow,
    total: counts.total,
    remaining,
    done: counts.total - remaining,
    sent: counts.sent,
    families: counts.families,
    /** Accepted, and the platform has not yet said whether they are in the app. */
    openOutcomes: counts.sent - counts.families.available,
    callsPerSecond: pace.callsPerSecond,
    otherSends: pace.otherSends,
    blockedForSeconds: Math.ceil(pace.pausedSeconds),
    secondsLeft: secondsFor(remaining, pace.callsPerSecond, pace.otherSends + 1),
  };
}
