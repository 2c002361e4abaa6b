import { eq } from "drizzle-orm";
import { applications } from "@/db/schema/applications";
import { record } from "../audit/record";
import type { Context } from "../context";
import { mustAdminister } from "../operators/access";
import type { ApplicationFields } from "./form";
import { bindServices, lockApplication, mustBeFreeName } from "./lock";

/** Aggiorna, for an application: it holds from its next request. */
export async function editApplication(
  ctx: Context,
  input: ApplicationFields & { applicationId: string; version: number },
): Promise<void> {
  mustAdminister(ctx);
  const { applicationId, version, serviceIds, ...fields } = input;
  await ctx.db.transaction(async (tx) => {
    await lockApplication(tx, { applicationId, version });
    await mustBeFreeName(tx, fields.name, applicationId);
    await tx
      .update(applications)
      .set({ ...fields, updatedAt: ctx.now, updatedBy: ctx.actor.name })
      .where(eq(applications.id, applicationId));
    await bindServices(tx, applicationId, serviceIds);
    await record({ ...ctx, db: tx }, "application.edit", applicationId, { services: serviceIds });
  });
}
