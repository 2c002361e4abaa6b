import { and, eq, ne } from "drizzle-orm";
import { budgets, organizations } from "@/db/schema/organizations";
import { changedFields } from "../audit/changed";
import { record } from "../audit/record";
import type { Context } from "../context";
import { mustAdminister } from "../operators/access";
import { notFound, Refusal } from "../refusal";
import { settleBudget } from "./budget";
import type { OrganizationEdit } from "./form";

/** Aggiorna. A new limit or share holds from the next call on, also for the sends that are running. */
export async function editOrganization(
  ctx: Context,
  { organizationId, version, sharedWith, callLimit, callShare, ...fields }: OrganizationEdit,
): Promise<void> {
  mustAdminister(ctx);
  await ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .select()
      .from(organizations)
      .innerJoin(budgets, eq(budgets.id, organizations.budgetId))
      .where(eq(organizations.id, organizationId))
      .for("update", { of: organizations });
    if (!row) throw notFound();
    const { organizations: before, budgets: budget } = row;
    if (before.updatedAt.getTime() !== version.getTime()) throw new Refusal("changed-meanwhile", {});
    const sameCode = and(eq(organizations.fiscalCode, fields.fiscalCode), ne(organizations.id, organizationId));
    if ((await tx.$count(organizations, sameCode)) > 0) throw new Refusal("taken", { field: "fiscalCode" });
    const budgetId = await settleBudget(tx, before.budgetId, { sharedWith, callLimit, callShare });
    await tx
      .update(organizations)
      .set({ ...fields, budgetId, updatedAt: ctx.now, updatedBy: ctx.actor.name })
      .where(eq(organizations.id, organizationId));
    const after = { ...fields, budgetId, ...(budgetId === before.budgetId ? { callLimit, callShare } : {}) };
    const changed = changedFields({ ...budget, ...before }, after);
    await record({ ...ctx, db: tx }, "organization.edit", organizationId, { fields: changed });
  });
}
