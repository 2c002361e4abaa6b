import { and, desc, eq, inArray } from "drizzle-orm";
import { flows } from "@/db/schema/flows";
import { models, templates } from "@/db/schema/models";
import type { Context } from "../context";
import { sources } from "../flows/state";
import { within } from "../operators/access";

/** More than anybody looks at. */
const listed = 50;

/** The flows still to be sent that hold the text of a model, in any of its versions, latest first. */
export async function modelUsage(ctx: Context, modelId: string) {
  return ctx.db
    .select({
      id: flows.id,
      note: flows.note,
      state: flows.state,
      createdAt: flows.createdAt,
      version: templates.version,
    })
    .from(flows)
    .innerJoin(templates, eq(templates.id, flows.templateId))
    .innerJoin(models, eq(models.id, templates.modelId))
    .where(
      and(
        eq(models.id, modelId),
        within(ctx.actor, flows.serviceId),
        eq(flows.disabled, false),
        inArray(flows.state, sources("edit")),
      ),
    )
    .orderBy(desc(flows.createdAt))
    .limit(listed);
}
