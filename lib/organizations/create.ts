import { organizations } from "@/db/schema/organizations";
import { record } from "../audit/record";
import type { Context } from "../context";
import { mustAdminister } from "../operators/access";
import { Refusal } from "../refusal";
import { settleBudget } from "./budget";
import type { OrganizationForm } from "./form";

/** Nuovo: an ente, with a call budget of its own or another's. */
export async function createOrganization(
  ctx: Context,
  { sharedWith, callLimit, callShare, ...fields }: OrganizationForm,
): Promise<{ id: string }> {
  mustAdminister(ctx);
  return ctx.db.transaction(async (tx) => {
    const budgetId = await settleBudget(tx, null, { sharedWith, callLimit, callShare });
    const by = ctx.actor.name;
    const [organization] = await tx
      .insert(organizations)
      .values({ ...fields, budgetId, createdAt: ctx.now, createdBy: by, updatedAt: ctx.now, updatedBy: by })
      .onConflictDoNothing({ target: organizations.fiscalCode })
      .returning({ id: organizations.id });
    if (!organization) throw new Refusal("taken", { field: "fiscalCode" });
    await record({ ...ctx, db: tx }, "organization.create", organization.id, { budgetId });
    return organization;
  });
}
