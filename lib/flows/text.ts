import { and, desc, eq } from "drizzle-orm";
import { flows } from "@/db/schema/flows";
import { models, templates } from "@/db/schema/models";
import { notifications } from "@/db/schema/notifications";
import { record } from "../audit/record";
import type { Context } from "../context";
import { addTemplate } from "../models/lock";
import type { Template } from "../models/template";
import { within } from "../operators/access";
import { notFound, Refusal } from "../refusal";
import { lockFlow, touched } from "./lock";
import { type Edit, traceVoided, voided } from "./reopen";
import { transition } from "./state";

/** Where the text of its notifications comes from: the last version of a model, a text of its own, or each row. */
export type TextChoice =
  | { source: "model"; modelId: string }
  | { source: "own"; template: Template }
  | { source: "rows" };

/** Testo del flusso. Rows that are there were merged with the text of then: it changes only while there are none. */
export async function setFlowText(
  ctx: Context,
  input: { flowId: string; version: number; text: TextChoice },
): Promise<Edit> {
  const { flowId, version, text } = input;
  return ctx.db.transaction(async (tx) => {
    const inside = { ...ctx, db: tx };
    const flow = await lockFlow(inside, { flowId, version }, { permission: "compose", event: "edit" });
    const row = await tx.query.notifications.findFirst({
      columns: { id: true },
      where: eq(notifications.flowId, flowId),
    });
    if (row) throw new Refusal("text-not-empty", {});
    const templateId = await chosen(inside, flow.serviceId, text);
    const state = transition(flow.state, "edit") ?? flow.state;
    await tx
      .update(flows)
      .set({ templateId, state, ...voided, ...touched(ctx) })
      .where(eq(flows.id, flowId));
    await record(inside, "flow.text", flowId, { source: text.source, templateId });
    return traceVoided(inside, flow);
  });
}

async function chosen(ctx: Context, serviceId: string, text: TextChoice): Promise<string | null> {
  if (text.source === "rows") return null;
  if (text.source === "own") return addTemplate(ctx, text.template, null);
  const [latest] = await ctx.db
    .select({ id: templates.id })
    .from(models)
    .innerJoin(templates, eq(templates.modelId, models.id))
    .where(and(eq(models.id, text.modelId), eq(models.serviceId, serviceId), eq(models.disabled, false)))
    .orderBy(desc(templates.version))
    .limit(1);
  if (!latest) throw notFound();
  return latest.id;
}

export type FlowText = NonNullable<Awaited<ReturnType<typeof flowText>>>;

/** The text of a flow and the model it is of; null where each row brings its own. */
export async function flowText(ctx: Context, flowId: string) {
  const [found] = await ctx.db
    .select({
      subject: templates.subject,
      body: templates.body,
      placeholders: templates.placeholders,
      version: templates.version,
      modelId: models.id,
      modelName: models.name,
      latest: models.version,
    })
    .from(flows)
    .innerJoin(templates, eq(templates.id, flows.templateId))
    .leftJoin(models, eq(models.id, templates.modelId))
    .where(and(eq(flows.id, flowId), within(ctx.actor, flows.serviceId)));
  return found ?? null;
}

/** What its rows are merged with; null where each brings its own text. */
export async function templateOfFlow(ctx: Context, flowId: string): Promise<Template | null> {
  const found = await flowText(ctx, flowId);
  return found && { subject: found.subject, body: found.body, placeholders: found.placeholders };
}
