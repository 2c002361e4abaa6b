import { eq, sql } from "drizzle-orm";
import { organizations } from "@/db/schema/organizations";
import { services } from "@/db/schema/services";
import type { Context } from "../context";
import { within } from "../operators/access";
import { budgetUse } from "./budget-use";

export type BudgetRow = Awaited<ReturnType<typeof listBudgets>>[number];

/** The call budgets behind the actor's services, with those of the entes that share each, and what is made of it now. */
export async function listBudgets(ctx: Context) {
  const budgets = await ctx.db
    .select({
      id: organizations.budgetId,
      organizationNames: sql<string[]>`array_agg(distinct ${organizations.name})`,
    })
    .from(services)
    .innerJoin(organizations, eq(organizations.id, services.organizationId))
    .where(within(ctx.actor, services.id))
    .groupBy(organizations.budgetId);
  return Promise.all(budgets.map(async (budget) => ({ ...budget, ...(await budgetUse(ctx.sql, budget.id)) })));
}
