import { eq } from "drizzle-orm";
import { flows } from "@/db/schema/flows";
import { record } from "../audit/record";
import type { Context } from "../context";
import { Refusal } from "../refusal";
import { isAwaiting } from "./approval-state";
import { lockFlow, touched } from "./lock";
import { unrequested } from "./reopen";
import { mustBeApproved, mustBeReady } from "./send";

/**
 * Programma l'invio: the flow, Attivo, leaves by itself at `at`, or is rescheduled. `count` and `version` are what the
 * confirmation showed, as in sendFlow. Any change of the flow voids the schedule.
 */
export async function scheduleFlow(
  ctx: Context,
  input: { flowId: string; version: number; count: number; at: Date; anyHour?: boolean },
): Promise<void> {
  const { flowId, at, anyHour = false } = input;
  await ctx.db.transaction(async (tx) => {
    const inside = { ...ctx, db: tx };
    const flow = await lockFlow(inside, input, { permission: "send", event: "schedule" });
    mustBeAhead(ctx.now, at);
    mustBeApproved(flow, await mustBeReady(inside, flow, input.count), { at, anyHour });
    await tx
      .update(flows)
      .set({
        state: "active",
        scheduledAt: at,
        scheduledBy: ctx.actor.name,
        scheduleFault: null,
        anyHour,
        ...(isAwaiting(flow) ? unrequested : {}),
        ...touched(ctx),
      })
      .where(eq(flows.id, flowId));
    await record(inside, "flow.schedule", flowId, { count: input.count, scheduledAt: at });
  });
}

/** A departure lies in the next year. */
export function mustBeAhead(now: Date, at: Date): void {
  if (at <= now) throw new Refusal("schedule-past", {});
  const limit = new Date(now);
  limit.setUTCFullYear(limit.getUTCFullYear() + 1);
  if (at > limit) throw new Refusal("schedule-too-far", {});
}
