import { eq, sql } from "drizzle-orm";
import { roleServices } from "@/db/schema/operators";
import { organizations } from "@/db/schema/organizations";
import { services } from "@/db/schema/services";
import type { Context } from "../context";
import { mustAdminister } from "../operators/access";
import { notFound } from "../refusal";
import { budgetUse } from "./budget-use";

export type ServiceDetail = Awaited<ReturnType<typeof findService>>;

/** A service as whoever administers sees it: all but its key, with how many roles enable it and the pause App IO asked for. */
export async function findService(ctx: Context, id: string) {
  mustAdminister(ctx);
  const [found] = await ctx.db
    .select({
      id: services.id,
      organizationId: services.organizationId,
      organizationName: organizations.name,
      budgetId: organizations.budgetId,
      code: services.code,
      name: services.name,
      appioServiceId: services.appioServiceId,
      testing: services.testing,
      testFiscalCodes: services.testFiscalCodes,
      maxPaymentAmount: services.maxPaymentAmount,
      requireSecureChannels: services.requireSecureChannels,
      connection: services.connection,
      connectionAt: services.connectionAt,
      disabled: services.disabled,
      updatedAt: services.updatedAt,
      updatedBy: services.updatedBy,
      roles: sql<number>`(select count(*)::int from ${roleServices} where ${roleServices.serviceId} = ${services.id})`,
    })
    .from(services)
    .innerJoin(organizations, eq(organizations.id, services.organizationId))
    .where(eq(services.id, id));
  if (!found) throw notFound();
  const { pausedSeconds } = await budgetUse(ctx.sql, found.budgetId);
  return { ...found, pausedSeconds };
}
