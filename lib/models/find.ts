import { and, desc, eq } from "drizzle-orm";
import { models, templates } from "@/db/schema/models";
import { organizations } from "@/db/schema/organizations";
import { services } from "@/db/schema/services";
import type { Context } from "../context";
import { within } from "../operators/access";
import { notFound } from "../refusal";
import { serviceColumns } from "../services/columns";
import type { Template } from "./template";

export type ModelDetail = Awaited<ReturnType<typeof findModel>>;

/** A model with the text that holds now. */
export async function findModel(ctx: Context, modelId: string) {
  const [found] = await ctx.db
    .select({
      model: models,
      service: serviceColumns,
      templateId: templates.id,
      subject: templates.subject,
      body: templates.body,
      placeholders: templates.placeholders,
    })
    .from(models)
    .innerJoin(services, eq(services.id, models.serviceId))
    .innerJoin(organizations, eq(organizations.id, services.organizationId))
    .innerJoin(templates, eq(templates.modelId, models.id))
    .where(and(eq(models.id, modelId), within(ctx.actor, models.serviceId)))
    .orderBy(desc(templates.version))
    .limit(1);
  if (!found) throw notFound();
  const { model, service, templateId, ...template } = found;
  return { ...model, service, templateId, template: template satisfies Template };
}
