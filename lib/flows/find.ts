import { and, eq } from "drizzle-orm";
import { flows } from "@/db/schema/flows";
import { organizations } from "@/db/schema/organizations";
import { services } from "@/db/schema/services";
import type { Context } from "../context";
import { within } from "../operators/access";
import { notFound } from "../refusal";
import { serviceColumns } from "../services/columns";
import { countFlow } from "./count";

export type FlowDetail = Awaited<ReturnType<typeof findFlow>>;

/** A flow with its service and its counts. */
export async function findFlow(ctx: Context, id: string) {
  const [found] = await ctx.db
    .select({
      flow: flows,
      service: serviceColumns,
    })
    .from(flows)
    .innerJoin(services, eq(services.id, flows.serviceId))
    .innerJoin(organizations, eq(organizations.id, services.organizationId))
    .where(and(eq(flows.id, id), within(ctx.actor, flows.serviceId)));
  if (!found) throw notFound();
  return { ...found.flow, service: found.service, counts: await countFlow(ctx, id) };
}
