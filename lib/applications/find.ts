import { and, desc, eq, isNull } from "drizzle-orm";
import { applicationKeys, applicationServices, applications } from "@/db/schema/applications";
import type { Context } from "../context";
import { mustAdminister } from "../operators/access";
import { notFound } from "../refusal";

export type ApplicationDetail = Awaited<ReturnType<typeof findApplication>>;

/** An application with its services and the keys that hold. */
export async function findApplication(ctx: Context, applicationId: string) {
  mustAdminister(ctx);
  const [row, bound, keys] = await Promise.all([
    ctx.db.query.applications.findFirst({ where: eq(applications.id, applicationId) }),
    ctx.db
      .select({ serviceId: applicationServices.serviceId })
      .from(applicationServices)
      .where(eq(applicationServices.applicationId, applicationId)),
    ctx.db
      .select({ id: applicationKeys.id, createdAt: applicationKeys.createdAt, createdBy: applicationKeys.createdBy })
      .from(applicationKeys)
      .where(and(eq(applicationKeys.applicationId, applicationId), isNull(applicationKeys.revokedAt)))
      .orderBy(desc(applicationKeys.createdAt)),
  ]);
  if (!row) throw notFound();
  return { ...row, version: row.updatedAt.getTime(), serviceIds: bound.map(({ serviceId }) => serviceId), keys };
}
