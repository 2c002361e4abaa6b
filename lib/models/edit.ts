import { and, eq, sql } from "drizzle-orm";
import { models, templates } from "@/db/schema/models";
import { record } from "../audit/record";
import type { Context } from "../context";
import { addTemplate, lockModel, mustBeFreeName } from "./lock";
import type { Template } from "./template";

/**
 * Aggiorna: a changed text is a new version, and the flows that hold an older one keep it. Answers the version that
 * holds from now on.
 */
export async function editModel(
  ctx: Context,
  input: { modelId: string; version: number; name: string; template: Template },
): Promise<{ version: number }> {
  const { modelId, name, template } = input;
  return ctx.db.transaction(async (tx) => {
    const inside = { ...ctx, db: tx };
    const { serviceId, version: before } = await lockModel(inside, input);
    await mustBeFreeName(inside, { serviceId, name }, modelId);
    const changed = !(await isTheSame(inside, { modelId, version: before }, template));
    const version = changed ? before + 1 : before;
    if (changed) await addTemplate(inside, template, { modelId, version });
    await tx
      .update(models)
      .set({ name, version, updatedAt: ctx.now, updatedBy: ctx.actor.name })
      .where(eq(models.id, modelId));
    await record(inside, "model.edit", modelId, { version });
    return { version };
  });
}

async function isTheSame(ctx: Context, of: { modelId: string; version: number }, template: Template): Promise<boolean> {
  const { subject, body, placeholders } = template;
  const same = and(
    eq(templates.modelId, of.modelId),
    eq(templates.version, of.version),
    eq(templates.subject, subject),
    eq(templates.body, body),
    sql`${templates.placeholders} = ${JSON.stringify(placeholders)}::text::jsonb`,
  );
  return (await ctx.db.$count(templates, same)) > 0;
}
