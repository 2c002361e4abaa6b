import { eq } from "drizzle-orm";
import { organizations } from "@/db/schema/organizations";
import { services } from "@/db/schema/services";
import { record } from "../audit/record";
import type { Context } from "../context";
import { mustAdminister } from "../operators/access";
import { notFound, Refusal } from "../refusal";
import type { Engine } from "../sending/engine";
import type { ServiceForm } from "./form";
import { sealKey } from "./key";

/** Nuovo: a service, with its key sealed. No role enables it yet. */
export async function createService(
  ctx: Context & { engine: Pick<Engine, "sealingKey"> },
  { subscriptionKey, ...fields }: ServiceForm,
): Promise<{ id: string }> {
  mustAdminister(ctx);
  return ctx.db.transaction(async (tx) => {
    const organization = await tx.query.organizations.findFirst({
      columns: { id: true },
      where: eq(organizations.id, fields.organizationId),
    });
    if (!organization) throw notFound();
    const by = ctx.actor.name;
    const [service] = await tx
      .insert(services)
      .values({
        ...fields,
        sealedKey: sealKey(subscriptionKey, ctx.engine.sealingKey),
        ...{ createdAt: ctx.now, createdBy: by, updatedAt: ctx.now, updatedBy: by },
      })
      .onConflictDoNothing({ target: services.code })
      .returning({ id: services.id });
    if (!service) throw new Refusal("taken", { field: "code" });
    const { organizationId } = fields;
    await record({ ...ctx, db: tx }, "service.create", service.id, { organizationId });
    return service;
  });
}
