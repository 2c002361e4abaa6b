import { randomUUID } from "node:crypto";
import { flows } from "@/db/schema/flows";
import { record } from "../audit/record";
import type { FlowSubmission } from "./contract";
import { type ByApplication, digestOf, takePair } from "./pair";
import { boundService } from "./service";

/** An empty flow of an application, Inattivo: rows are added to it, then it is closed. */
export async function submitFlow(ctx: ByApplication, input: FlowSubmission): Promise<{ id: string; created: boolean }> {
  const service = await boundService(ctx, input.service);
  const id = randomUUID();
  const { context, key, note } = input;
  const before = await ctx.db.transaction(async (tx) => {
    const inside = { ...ctx, db: tx };
    const taken = await takePair(inside, { kind: "flow", context, key, digest: digestOf(input) }, id);
    if (taken) return taken;
    const by = { createdAt: ctx.now, createdBy: ctx.actor.name, updatedAt: ctx.now, updatedBy: ctx.actor.name };
    await tx.insert(flows).values({ id, serviceId: service.id, origin: "application", note, context, key, ...by });
    await record(inside, "flow.create", id, { serviceId: service.id });
    return null;
  });
  return { id: before ?? id, created: before === null };
}
