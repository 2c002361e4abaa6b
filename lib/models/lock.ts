import { and, eq, ne, sql } from "drizzle-orm";
import { models, templates } from "@/db/schema/models";
import { services } from "@/db/schema/services";
import type { Context } from "../context";
import { may, within } from "../operators/access";
import { notFound, Refusal } from "../refusal";
import { checkTemplate } from "./merge";
import type { Template } from "./template";

/** Takes the model for the rest of the transaction; `version`: the one that the person was shown. */
export async function lockModel(ctx: Context, { modelId, version }: { modelId: string; version: number }) {
  const [model] = await ctx.db
    .select({
      id: models.id,
      serviceId: models.serviceId,
      version: models.version,
      disabled: models.disabled,
      serviceName: services.name,
    })
    .from(models)
    .innerJoin(services, eq(services.id, models.serviceId))
    .where(and(eq(models.id, modelId), within(ctx.actor, models.serviceId)))
    .for("update", { of: models });
  if (!model) throw notFound();
  if (!may(ctx.actor, "compose", model.serviceId))
    throw new Refusal("not-allowed", { permission: "compose", serviceName: model.serviceName });
  if (model.version !== version) throw new Refusal("changed-meanwhile", {});
  return model;
}

export async function mustBeFreeName(ctx: Context, input: { serviceId: string; name: string }, self?: string) {
  const same = and(
    eq(models.serviceId, input.serviceId),
    sql`lower(${models.name}) = lower(${input.name})`,
    self ? ne(models.id, self) : undefined,
  );
  if ((await ctx.db.$count(models, same)) > 0) throw new Refusal("model-name-taken", { field: "name" });
}

/** Keeps a text for good: a template is never changed. */
export async function addTemplate(
  ctx: Context,
  { subject, body, placeholders }: Template,
  of: { modelId: string; version: number } | null,
): Promise<string> {
  const problems = checkTemplate({ subject, body, placeholders });
  if (problems.length > 0) throw new Refusal("invalid-content", { problems });
  const made = { createdAt: ctx.now, createdBy: ctx.actor.name };
  const [row] = await ctx.db
    .insert(templates)
    .values({ ...of, subject, body, placeholders: [...placeholders], ...made })
    .returning({ id: templates.id });
  if (!row) throw new Error("insert returned no row");
  return row.id;
}
