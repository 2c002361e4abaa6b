import { asc, count, eq, sql } from "drizzle-orm";
import { applicationServices, applications } from "@/db/schema/applications";
import type { Context } from "../context";
import { mustAdminister } from "../operators/access";

export type ApplicationRow = Awaited<ReturnType<typeof listApplications>>[number];

/** All the applications, by name, with how many services each is bound to. */
export async function listApplications(ctx: Context) {
  mustAdminister(ctx);
  return ctx.db
    .select({
      id: applications.id,
      name: applications.name,
      maySend: applications.maySend,
      disabled: applications.disabled,
      services: count(applicationServices.serviceId),
      updatedAt: applications.updatedAt,
      updatedBy: applications.updatedBy,
    })
    .from(applications)
    .leftJoin(applicationServices, eq(applicationServices.applicationId, applications.id))
    .groupBy(applications.id)
    .orderBy(asc(sql`${applications.name} collate "it-x-icu"`));
}
