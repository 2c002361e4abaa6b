import { and, eq } from "drizzle-orm";
import { models } from "@/db/schema/models";
import { services } from "@/db/schema/services";
import { record } from "../audit/record";
import type { Context } from "../context";
import { within } from "../operators/access";
import { notFound } from "../refusal";
import { addTemplate, mustBeFreeName } from "./lock";
import type { Template } from "./template";

/** Nuovo modello: the first version of a text of a service. */
export async function createModel(
  ctx: Context,
  input: { serviceId: string; name: string; template: Template },
): Promise<{ id: string }> {
  const { serviceId, name, template } = input;
  return ctx.db.transaction(async (tx) => {
    const inside = { ...ctx, db: tx };
    const service = await tx.query.services.findFirst({
      columns: { id: true },
      where: and(eq(services.id, serviceId), within(ctx.actor, services.id, "compose")),
    });
    if (!service) throw notFound();
    await mustBeFreeName(inside, { serviceId, name });
    const by = { createdAt: ctx.now, createdBy: ctx.actor.name, updatedAt: ctx.now, updatedBy: ctx.actor.name };
    const [model] = await tx
      .insert(models)
      .values({ serviceId, name, ...by })
      .returning({ id: models.id });
    if (!model) throw new Error("insert returned no row");
    await addTemplate(inside, template, { modelId: model.id, version: 1 });
    await record(inside, "model.create", model.id, { serviceId });
    return model;
  });
}
