import { and, count, eq, notInArray } from "drizzle-orm";
import { flows } from "@/db/schema/flows";
import { notifications } from "@/db/schema/notifications";
import { record } from "../audit/record";
import type { Context } from "../context";
import { Refusal } from "../refusal";
import { type LockedFlow, lockFlow, touched } from "./lock";

/**
 * Invia Flusso and Riprendi: hands the Registrato rows to the engine. `count` and `version` are what the confirmation
 * showed; anything else in the flow now means that it was changed meanwhile, and nothing leaves.
 */
export async function sendFlow(ctx: Context, input: { flowId: string; version: number; count: number }): Promise<void> {
  const { flowId } = input;
  await ctx.db.transaction(async (tx) => {
    const inside = { ...ctx, db: tx };
    const flow = await lockFlow(inside, input, { permission: "send", event: ["send", "resume"] });
    if (flow.serviceDisabled) throw new Refusal("service-disabled", { serviceName: flow.serviceName });
    const leaving = await tx.$count(notifications, waiting(flowId));
    if (leaving === 0) throw new Refusal("flow-empty", {});
    if (leaving !== input.count) throw new Refusal("changed-meanwhile", {});
    await mustBeTestRecipients(inside, flow);
    await tx
      .update(flows)
      .set({
        state: "sending",
        circuit: null,
        stopReason: null,
        stopDetail: null,
        stoppedAt: null,
        stoppedBy: null,
        sendStartedAt: ctx.now,
        sendEndedAt: null,
        ...touched(ctx),
      })
      .where(eq(flows.id, flowId));
    await record(inside, flow.event === "resume" ? "flow.resume" : "flow.send", flowId, { count: leaving });
  });
  ctx.emit({ name: "flussio/flow.send", data: { flowId } });
}

/** The rows of a flow that a send takes. */
export const waiting = (flowId: string) =>
  and(eq(notifications.flowId, flowId), eq(notifications.state, "registered"), eq(notifications.disabled, false));

/** A draft service's key reaches real citizens (appio.md §3): In prova, FlussIO itself holds back everybody else. */
async function mustBeTestRecipients(ctx: Context, flow: LockedFlow) {
  if (!flow.testing) return;
  const [outside] = await ctx.db
    .select({ n: count() })
    .from(notifications)
    .where(
      and(
        waiting(flow.id),
        flow.testFiscalCodes.length > 0 ? notInArray(notifications.fiscalCode, flow.testFiscalCodes) : undefined,
      ),
    );
  if (outside && outside.n > 0)
    throw new Refusal("service-testing", { serviceName: flow.serviceName, count: outside.n });
}
