import { and, eq } from "drizzle-orm";
import { flows } from "@/db/schema/flows";
import { services } from "@/db/schema/services";
import { record } from "../audit/record";
import type { Context } from "../context";
import { within } from "../operators/access";
import { notFound, Refusal } from "../refusal";
import type { FlowForm } from "./form";

/** Nuovo: an empty flow, Inattivo, for a service on which the actor may compose. */
export async function createFlow(ctx: Context, input: FlowForm): Promise<{ id: string }> {
  return ctx.db.transaction(async (tx) => {
    const service = await tx.query.services.findFirst({
      columns: { name: true, disabled: true },
      where: and(eq(services.id, input.serviceId), within(ctx.actor, services.id, "compose")),
    });
    if (!service) throw notFound();
    if (service.disabled) throw new Refusal("service-disabled", { serviceName: service.name });
    const by = ctx.actor.name;
    const [flow] = await tx
      .insert(flows)
      .values({ ...input, createdAt: ctx.now, createdBy: by, updatedAt: ctx.now, updatedBy: by })
      .returning({ id: flows.id });
    if (!flow) throw new Error("insert returned no row");
    await record({ ...ctx, db: tx }, "flow.create", flow.id, { serviceId: input.serviceId });
    return flow;
  });
}
