import { asc, eq, sql } from "drizzle-orm";
import { budgets, organizations } from "@/db/schema/organizations";
import { services } from "@/db/schema/services";
import type { Context } from "../context";
import { mustAdminister } from "../operators/access";

export type OrganizationRow = Awaited<ReturnType<typeof listOrganizations>>[number];

/** Enti: all of them, by name. */
export async function listOrganizations(ctx: Context) {
  mustAdminister(ctx);
  return ctx.db
    .select({
      id: organizations.id,
      name: organizations.name,
      fiscalCode: organizations.fiscalCode,
      budgetId: organizations.budgetId,
      callLimit: budgets.callLimit,
      callShare: budgets.callShare,
      approvalThreshold: organizations.approvalThreshold,
      sendingHours: organizations.sendingHours,
      services: sql<number>`(select count(*)::int from ${services} where ${services.organizationId} = ${organizations.id})`,
    })
    .from(organizations)
    .innerJoin(budgets, eq(budgets.id, organizations.budgetId))
    .orderBy(asc(organizations.name));
}
