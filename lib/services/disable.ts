import { eq } from "drizzle-orm";
import { services } from "@/db/schema/services";
import { record } from "../audit/record";
import type { Context } from "../context";
import { mustAdminister } from "../operators/access";
import { notFound } from "../refusal";

/** Dis.: a flow of the service that is In invio stops at its next checkpoint, and nothing new is sent; or takes it back. */
export async function setServiceDisabled(
  ctx: Context,
  { serviceId, disabled }: { serviceId: string; disabled: boolean },
): Promise<void> {
  mustAdminister(ctx);
  await ctx.db.transaction(async (tx) => {
    const [service] = await tx
      .update(services)
      .set({ disabled, updatedAt: ctx.now, updatedBy: ctx.actor.name })
      .where(eq(services.id, serviceId))
      .returning({ id: services.id });
    if (!service) throw notFound();
    await record({ ...ctx, db: tx }, disabled ? "service.disable" : "service.enable", serviceId);
  });
}
