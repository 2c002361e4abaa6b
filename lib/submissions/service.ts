import { and, eq } from "drizzle-orm";
import { services } from "@/db/schema/services";
import { within } from "../operators/access";
import { notFound, Refusal } from "../refusal";
import type { ByApplication } from "./pair";

/** The service of a code, among those the application is bound to. */
export async function boundService({ db, actor }: ByApplication, code: string) {
  const service = await db.query.services.findFirst({
    where: and(eq(services.code, code), within(actor, services.id, "compose")),
  });
  if (!service) throw notFound();
  if (service.disabled) throw new Refusal("service-disabled", { serviceName: service.name });
  return service;
}
