import { randomUUID } from "node:crypto";
import { notifications } from "@/db/schema/notifications";
import { record } from "../audit/record";
import { checkContent } from "../notifications/content";
import { may } from "../operators/access";
import { Refusal } from "../refusal";
import { draftOfSubmitted } from "./content";
import type { NotificationSubmission } from "./contract";
import { type ByApplication, digestOf, takePair } from "./pair";
import { boundService } from "./service";

/** A single notification of an application; `created` false: it was there already, and nothing is done again. */
export async function submitNotification(
  ctx: ByApplication,
  input: NotificationSubmission,
): Promise<{ id: string; created: boolean }> {
  const service = await boundService(ctx, input.service);
  if (input.send && !may(ctx.actor, "send", service.id))
    throw new Refusal("not-allowed", { permission: "send", serviceName: service.name });
  const checked = checkContent(draftOfSubmitted(input), service);
  if (!checked.ok) throw new Refusal("invalid-content", { problems: checked.problems });
  const id = randomUUID();
  const { context, key } = input;
  const before = await ctx.db.transaction(async (tx) => {
    const inside = { ...ctx, db: tx };
    const taken = await takePair(inside, { kind: "notification", context, key, digest: digestOf(input) }, id);
    if (taken) return taken;
    const by = { createdAt: ctx.now, createdBy: ctx.actor.name, updatedAt: ctx.now, updatedBy: ctx.actor.name };
    await tx.insert(notifications).values({
      ...{ id, serviceId: service.id, context, key, ...checked.content, ...by },
      sendRequestedAt: input.send ? ctx.now : null,
    });
    await record(inside, "notification.create", id, { serviceId: service.id, send: input.send });
    return null;
  });
  if (before) return { id: before, created: false };
  if (input.send) ctx.emit({ name: "flussio/notifications.requested", data: { serviceId: service.id } });
  return { id, created: true };
}
