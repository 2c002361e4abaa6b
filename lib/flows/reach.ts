import { eq, sql } from "drizzle-orm";
import { flows } from "@/db/schema/flows";
import { notifications } from "@/db/schema/notifications";
import { record } from "../audit/record";
import type { Context } from "../context";
import { Refusal } from "../refusal";
import { lockFlow } from "./lock";
import { waiting } from "./send";

/**
 * Verifica raggiungibilità: the engine asks App IO for each person of the flow whether it can receive. It changes
 * nothing of what would leave, so the version stays. One that runs goes on; one that ended begins anew, or with
 * `onlyMissing` goes on with the people whom it had not asked yet.
 */
export async function requestReachability(
  ctx: Context,
  input: { flowId: string; onlyMissing?: boolean },
): Promise<void> {
  const { flowId, onlyMissing = false } = input;
  await ctx.db.transaction(async (tx) => {
    const inside = { ...ctx, db: tx };
    const flow = await lockFlow(inside, input, { permission: "send", event: "reach" });
    if (flow.serviceDisabled) throw new Refusal("service-disabled", { serviceName: flow.serviceName });
    if ((await tx.$count(notifications, waiting(flowId))) === 0) throw new Refusal("flow-empty", {});
    const begun = await tx
      .update(flows)
      .set({
        // By the clock that also dates the answers: one that is later has been given.
        reachRequestedAt: onlyMissing
          ? sql`coalesce(${flows.reachRequestedAt}, clock_timestamp())`
          : sql`clock_timestamp()`,
        reachEndedAt: null,
        reachFault: null,
      })
      .where(sql`${eq(flows.id, flowId)} and (${flows.reachRequestedAt} is null or ${flows.reachEndedAt} is not null)`)
      .returning({ id: flows.id });
    if (begun.length > 0) await record(inside, "flow.reach", flowId);
  });
  ctx.emit({ name: "flussio/flow.reach", data: { flowId } });
}
