import { and, eq, ne } from "drizzle-orm";
import { organizations } from "@/db/schema/organizations";
import { services } from "@/db/schema/services";
import { changedFields } from "../audit/changed";
import { record } from "../audit/record";
import type { Context } from "../context";
import { mustAdminister } from "../operators/access";
import { notFound, Refusal } from "../refusal";
import type { Engine } from "../sending/engine";
import type { ServiceEdit } from "./form";
import { sealKey } from "./key";

/** Aggiorna. A new key takes the place of the old one at the next call, and makes what was found of the old one void. */
export async function editService(
  ctx: Context & { engine: Pick<Engine, "sealingKey"> },
  { serviceId, version, subscriptionKey, ...fields }: ServiceEdit,
): Promise<void> {
  mustAdminister(ctx);
  await ctx.db.transaction(async (tx) => {
    const [before] = await tx.select().from(services).where(eq(services.id, serviceId)).for("update");
    const organization = await tx.query.organizations.findFirst({
      columns: { id: true },
      where: eq(organizations.id, fields.organizationId),
    });
    if (!before || !organization) throw notFound();
    if (before.updatedAt.getTime() !== version.getTime()) throw new Refusal("changed-meanwhile", {});
    const sameCode = and(eq(services.code, fields.code), ne(services.id, serviceId));
    if ((await tx.$count(services, sameCode)) > 0) throw new Refusal("taken", { field: "code" });
    const rotated = subscriptionKey !== "" && {
      sealedKey: sealKey(subscriptionKey, ctx.engine.sealingKey),
      connection: null,
      connectionAt: null,
    };
    await tx
      .update(services)
      .set({ ...fields, ...rotated, updatedAt: ctx.now, updatedBy: ctx.actor.name })
      .where(eq(services.id, serviceId));
    const changed = [...changedFields(before, fields), ...(rotated ? ["subscriptionKey"] : [])];
    await record({ ...ctx, db: tx }, "service.edit", serviceId, { fields: changed });
  });
}
