import { and, eq } from "drizzle-orm";
import { notifications } from "@/db/schema/notifications";
import { services } from "@/db/schema/services";
import { record } from "../audit/record";
import type { Context } from "../context";
import { may, within } from "../operators/access";
import { notFound, Refusal } from "../refusal";
import { checkContent, type Draft } from "./content";

/**
 * Aggiungi: registers a single notification, to be sent at once by sendNotification. The id comes with the form, so a
 * form sent twice is recognised: the second time nothing is written and `already-sent` is refused.
 */
export async function createNotification(
  ctx: Context,
  input: { id: string; serviceId: string; draft: Draft },
): Promise<{ id: string }> {
  const { id, serviceId, draft } = input;
  return ctx.db.transaction(async (tx) => {
    const service = await tx.query.services.findFirst({
      where: and(eq(services.id, serviceId), within(ctx.actor, services.id, "compose")),
    });
    if (!service) throw notFound();
    if (!may(ctx.actor, "send", serviceId)) {
      throw new Refusal("not-allowed", { permission: "send", serviceName: service.name });
    }
    if (service.disabled) throw new Refusal("service-disabled", { serviceName: service.name });
    const checked = checkContent(draft, service);
    if (!checked.ok) throw new Refusal("invalid-content", { problems: checked.problems });
    const by = ctx.actor.name;
    const [row] = await tx
      .insert(notifications)
      .values({
        id,
        serviceId,
        ...checked.content,
        createdAt: ctx.now,
        createdBy: by,
        updatedAt: ctx.now,
        updatedBy: by,
      })
      .onConflictDoNothing()
      .returning({ id: notifications.id });
    if (!row) throw await alreadyThere(ctx, id);
    await record({ ...ctx, db: tx }, "notification.create", id, { serviceId });
    return row;
  });
}

async function alreadyThere(ctx: Context, id: string): Promise<Refusal> {
  const first = await ctx.db.query.notifications.findFirst({
    columns: { createdAt: true, sentAt: true },
    where: and(eq(notifications.id, id), within(ctx.actor, notifications.serviceId)),
  });
  return first ? new Refusal("already-sent", { at: first.sentAt ?? first.createdAt }) : notFound();
}
