import { applications } from "@/db/schema/applications";
import { record } from "../audit/record";
import type { Context } from "../context";
import { mustAdminister } from "../operators/access";
import type { ApplicationFields } from "./form";
import { bindServices, mustBeFreeName } from "./lock";

/** Aggiungi, for an application: it has no key yet. */
export async function createApplication(ctx: Context, input: ApplicationFields): Promise<{ id: string }> {
  mustAdminister(ctx);
  const { serviceIds, ...fields } = input;
  return ctx.db.transaction(async (tx) => {
    await mustBeFreeName(tx, fields.name);
    const by = { createdAt: ctx.now, createdBy: ctx.actor.name, updatedAt: ctx.now, updatedBy: ctx.actor.name };
    const [row] = await tx
      .insert(applications)
      .values({ ...fields, ...by })
      .returning({ id: applications.id });
    if (!row) throw new Error("insert returned no row");
    await bindServices(tx, row.id, serviceIds);
    await record({ ...ctx, db: tx }, "application.create", row.id, { services: serviceIds });
    return row;
  });
}
