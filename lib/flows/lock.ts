import { and, eq, sql } from "drizzle-orm";
import { flows } from "@/db/schema/flows";
import { organizations } from "@/db/schema/organizations";
import { services } from "@/db/schema/services";
import type { Permission } from "@/db/states";
import type { Context } from "../context";
import { may, within } from "../operators/access";
import { notFound, Refusal } from "../refusal";
import { can, type FlowEvent } from "./state";

export type LockedFlow = Awaited<ReturnType<typeof lockFlow>>;

/**
 * Takes the flow for the rest of the transaction, after checking that the actor may see it, holds the permission (if one is named), was
 * shown its current version (when one is given) and that the event may happen in its state.
 */
export async function lockFlow(
  ctx: Context,
  input: { flowId: string; version?: number },
  wanted: { permission?: Permission; event: FlowEvent | readonly FlowEvent[]; evenDisabled?: boolean },
) {
  const [flow] = await ctx.db
    .select({
      id: flows.id,
      serviceId: flows.serviceId,
      state: flows.state,
      version: flows.version,
      disabled: flows.disabled,
      scheduledAt: flows.scheduledAt,
      scheduledBy: flows.scheduledBy,
      scheduleFault: flows.scheduleFault,
      anyHour: flows.anyHour,
      approvalRequestedAt: flows.approvalRequestedAt,
      approvalCount: flows.approvalCount,
      approvedAt: flows.approvedAt,
      approvalRefusedAt: flows.approvalRefusedAt,
      approvalThreshold: organizations.approvalThreshold,
      verifyRequestedAt: flows.verifyRequestedAt,
      verifyCount: flows.verifyCount,
      serviceName: services.name,
      serviceDisabled: services.disabled,
      testing: services.testing,
      testFiscalCodes: services.testFiscalCodes,
    })
    .from(flows)
    .innerJoin(services, eq(services.id, flows.serviceId))
    .innerJoin(organizations, eq(organizations.id, services.organizationId))
    .where(and(eq(flows.id, input.flowId), within(ctx.actor, flows.serviceId)))
    .for("update", { of: flows });
  if (!flow) throw notFound();
  const { permission, event, evenDisabled = false } = wanted;
  if (permission && !may(ctx.actor, permission, flow.serviceId)) {
    throw new Refusal("not-allowed", { permission, serviceName: flow.serviceName });
  }
  const happening = [event].flat().find((one) => can(flow.state, one));
  if (!happening) throw new Refusal("flow-state", { state: flow.state });
  if (flow.disabled && !evenDisabled) throw new Refusal("flow-disabled", {});
  if (input.version !== undefined && input.version !== flow.version) throw new Refusal("changed-meanwhile", {});
  return { ...flow, event: happening };
}

/** What every write of a person changes in the row besides its own fields. */
export const touched = (ctx: Context) => ({
  version: sql`${flows.version} + 1`,
  updatedAt: ctx.now,
  updatedBy: ctx.actor.name,
});
