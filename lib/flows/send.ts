import { and, count, eq, notInArray, sql } from "drizzle-orm";
import { flows } from "@/db/schema/flows";
import { notifications } from "@/db/schema/notifications";
import { type AuditVerb, record } from "../audit/record";
import type { Context } from "../context";
import { Refusal } from "../refusal";
import { beginsSend, lacksApproval, needsApproval } from "./approval-state";
import { type LockedFlow, lockFlow, touched } from "./lock";
import { unscheduled } from "./reopen";
import type { FlowEvent } from "./state";

/**
 * Invia Flusso and Riprendi: hands the Registrato rows to the engine. `count` and `version` are what the confirmation
 * showed; anything else in the flow now means that it was changed meanwhile, and nothing leaves.
 */
export async function sendFlow(
  ctx: Context,
  input: { flowId: string; version: number; count: number; anyHour?: boolean },
): Promise<void> {
  const { flowId, anyHour = false } = input;
  await ctx.db.transaction(async (tx) => {
    const inside = { ...ctx, db: tx };
    const flow = await lockFlow(inside, input, { permission: "send", event: ["send", "resume"] });
    const count = await mustBeReady(inside, flow, input.count);
    mustBeApproved(flow, count, { at: null, anyHour });
    await startSending(inside, flow, { count, anyHour });
  });
  ctx.emit({ name: "flussio/flow.send", data: { flowId } });
}

/** The rows of a flow that a send takes. */
export const waiting = (flowId: string) =>
  and(eq(notifications.flowId, flowId), eq(notifications.state, "registered"), eq(notifications.disabled, false));

/** What must be in order for a locked flow to leave, now or at its time. Answers how many rows would. */
export async function mustBeReady(ctx: Context, flow: LockedFlow, confirmed?: number): Promise<number> {
  if (flow.disabled) throw new Refusal("flow-disabled", {});
  if (flow.serviceDisabled) throw new Refusal("service-disabled", { serviceName: flow.serviceName });
  const leaving = await ctx.db.$count(notifications, waiting(flow.id));
  if (leaving === 0) throw new Refusal("flow-empty", {});
  if (confirmed !== undefined && confirmed !== leaving) throw new Refusal("changed-meanwhile", {});
  await mustBeTestRecipients(ctx, flow);
  return leaving;
}

/** When a flow leaves: `at` null = now; `anyHour`: without waiting for the sending hours. */
export type Departure = { at: Date | null; anyHour: boolean };

/**
 * Above the ente's threshold of now, a second person has approved what leaves and `chosen`, when somebody chooses its
 * departure anew: the approved one is the schedule of the flow. Resuming and retrying go on with it.
 */
export function mustBeApproved(flow: LockedFlow, count: number, chosen?: Departure): void {
  const { approvalThreshold: threshold } = flow;
  if (threshold === null || !beginsSend(flow.event) || !needsApproval(threshold, count)) return;
  const other = chosen && (chosen.at?.getTime() !== flow.scheduledAt?.getTime() || chosen.anyHour !== flow.anyHour);
  if (other || lacksApproval(flow, { threshold, count })) throw new Refusal("approval-missing", { threshold });
}

/** Puts a locked flow In invio under the actor's name; a schedule it had is over, a check of who can receive ends. */
export async function startSending(
  ctx: Context,
  flow: LockedFlow,
  /** `anyHour` tells whether it waits for the sending hours; else what was decided before stands. */
  detail: { count: number; scheduledAt?: Date; retried?: number; anyHour?: boolean },
): Promise<void> {
  await ctx.db
    .update(flows)
    .set({
      state: "sending",
      circuit: null,
      // A run that is still ending no longer speaks for the flow.
      leaseOwner: null,
      leaseUntil: null,
      stopReason: null,
      stopDetail: null,
      stoppedAt: null,
      stoppedBy: null,
      sendStartedAt: ctx.now,
      sendEndedAt: null,
      anyHour: detail.anyHour,
      ...unscheduled,
      reachEndedAt: sql`case when ${flows.reachRequestedAt} is not null
        then coalesce(${flows.reachEndedAt}, clock_timestamp()) end`,
      ...touched(ctx),
    })
    .where(eq(flows.id, flow.id));
  await record(ctx, startVerbs[flow.event] ?? "flow.send", flow.id, detail);
}

const startVerbs: Partial<Record<FlowEvent, AuditVerb>> = { resume: "flow.resume", retry: "flow.retry" };

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
