import { and, eq } from "drizzle-orm";
import { flows } from "@/db/schema/flows";
import { services } from "@/db/schema/services";
import { record } from "../audit/record";
import type { Context } from "../context";
import { may, within } from "../operators/access";
import { notFound, Refusal } from "../refusal";

/**
 * Duplica flusso: a new flow, Inattivo and empty, with the service, the text, the note and the sending hours of another; no
 * recipients, no context and key, which name what the other was made for. `noteOf` words the note of the copy.
 */
export async function duplicateFlow(
  ctx: Context,
  input: { flowId: string },
  noteOf: (original: { note: string; createdAt: Date }) => string,
): Promise<{ id: string }> {
  return ctx.db.transaction(async (tx) => {
    const [original] = await tx
      .select({
        serviceId: flows.serviceId,
        note: flows.note,
        anyHour: flows.anyHour,
        templateId: flows.templateId,
        createdAt: flows.createdAt,
        serviceName: services.name,
        serviceDisabled: services.disabled,
      })
      .from(flows)
      .innerJoin(services, eq(services.id, flows.serviceId))
      .where(and(eq(flows.id, input.flowId), within(ctx.actor, flows.serviceId)));
    if (!original) throw notFound();
    const { serviceId, serviceName, anyHour, templateId } = original;
    if (!may(ctx.actor, "compose", serviceId)) {
      throw new Refusal("not-allowed", { permission: "compose", serviceName });
    }
    if (original.serviceDisabled) throw new Refusal("service-disabled", { serviceName });
    const by = ctx.actor.name;
    const [copy] = await tx
      .insert(flows)
      .values({
        ...{ serviceId, anyHour, templateId, note: noteOf(original) },
        ...{ createdAt: ctx.now, createdBy: by, updatedAt: ctx.now, updatedBy: by },
      })
      .returning({ id: flows.id });
    if (!copy) throw new Error("insert returned no row");
    await record({ ...ctx, db: tx }, "flow.duplicate", copy.id, { from: input.flowId });
    return copy;
  });
}
