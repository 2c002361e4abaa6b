import { and, eq, sql } from "drizzle-orm";
import { flows } from "@/db/schema/flows";
import { templates } from "@/db/schema/models";
import { notifications } from "@/db/schema/notifications";
import { services } from "@/db/schema/services";
import { record } from "../audit/record";
import type { Context } from "../context";
import { within } from "../operators/access";
import { notFound, Refusal } from "../refusal";
import type { FlowForm } from "./form";
import { lockFlow, touched } from "./lock";
import { type Edit, traceVoided, voided } from "./reopen";
import { transition } from "./state";

/** Aggiorna. An Attivo flow returns to Inattivo; the service can change only while the flow is empty. */
export async function editFlow(ctx: Context, input: FlowForm & { flowId: string; version: number }): Promise<Edit> {
  const { flowId, version, serviceId, ...fields } = input;
  return ctx.db.transaction(async (tx) => {
    const inside = { ...ctx, db: tx };
    const flow = await lockFlow(inside, { flowId, version }, { permission: "compose", event: "edit" });
    if (serviceId !== flow.serviceId) await mustBeMovable(inside, flowId, serviceId);
    const templateId = serviceId === flow.serviceId ? undefined : withoutModel;
    const state = transition(flow.state, "edit") ?? flow.state;
    await tx
      .update(flows)
      .set({ ...fields, serviceId, templateId, state, ...voided, ...touched(ctx) })
      .where(eq(flows.id, flowId));
    await record(inside, "flow.edit", flowId, { fields: Object.keys(fields) });
    return traceVoided(inside, flow);
  });
}

/** A model is of one service: the flow that leaves it keeps only a text of its own. */
const withoutModel = sql`(select t.id from ${templates} t where t.id = ${flows.templateId} and t.model_id is null)`;

async function mustBeMovable(ctx: Context, flowId: string, serviceId: string) {
  const service = await ctx.db.query.services.findFirst({
    columns: { id: true },
    where: and(eq(services.id, serviceId), within(ctx.actor, services.id, "compose")),
  });
  if (!service) throw notFound();
  const row = await ctx.db.query.notifications.findFirst({
    columns: { id: true },
    where: eq(notifications.flowId, flowId),
  });
  if (row) throw new Refusal("flow-not-empty", {});
}
