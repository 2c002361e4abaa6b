import { and, asc, eq, ne } from "drizzle-orm";
import { organizations } from "@/db/schema/organizations";
import type { Context } from "../context";
import { mustAdminister } from "../operators/access";
import { notFound } from "../refusal";
import { budgetUse } from "../services/budget-use";

export type OrganizationDetail = Awaited<ReturnType<typeof findOrganization>>;

/** An ente with its call budget, what is made of it now, and the entes that share it. */
export async function findOrganization(ctx: Context, id: string) {
  mustAdminister(ctx);
  const found = await ctx.db.query.organizations.findFirst({ where: eq(organizations.id, id) });
  if (!found) throw notFound();
  const [use, sharers] = await Promise.all([
    budgetUse(ctx.sql, found.budgetId),
    ctx.db
      .select({ id: organizations.id, name: organizations.name })
      .from(organizations)
      .where(and(eq(organizations.budgetId, found.budgetId), ne(organizations.id, id)))
      .orderBy(asc(organizations.name)),
  ]);
  return { ...found, use, sharers };
}
