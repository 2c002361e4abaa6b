import { and, eq, inArray, ne, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { applicationServices, applications } from "@/db/schema/applications";
import { services } from "@/db/schema/services";
import { notFound, Refusal } from "../refusal";

/** Takes the application for the rest of the transaction; `version`: the change, in ms, that the person was shown. */
export async function lockApplication(tx: Tx, input: { applicationId: string; version?: number }): Promise<void> {
  const [row] = await tx
    .select({ updatedAt: applications.updatedAt })
    .from(applications)
    .where(eq(applications.id, input.applicationId))
    .for("update");
  if (!row) throw notFound();
  if (input.version !== undefined && row.updatedAt.getTime() !== input.version)
    throw new Refusal("changed-meanwhile", {});
}

export async function mustBeFreeName(tx: Tx, name: string, self?: string): Promise<void> {
  const same = and(sql`lower(${applications.name}) = lower(${name})`, self ? ne(applications.id, self) : undefined);
  if ((await tx.$count(applications, same)) > 0) throw new Refusal("application-name-taken", { field: "name" });
}

/** Binds the application to these services and no others. */
export async function bindServices(tx: Tx, applicationId: string, serviceIds: readonly string[]): Promise<void> {
  const wanted = [...new Set(serviceIds)];
  await tx.delete(applicationServices).where(eq(applicationServices.applicationId, applicationId));
  if (wanted.length === 0) return;
  if ((await tx.$count(services, inArray(services.id, wanted))) < wanted.length) throw notFound();
  await tx.insert(applicationServices).values(wanted.map((serviceId) => ({ applicationId, serviceId })));
}
