import { and, eq } from "drizzle-orm";
import { flows } from "@/db/schema/flows";
import { services } from "@/db/schema/services";
import type { Context } from "../context";
import { can } from "../flows/state";
import { may, within } from "../operators/access";
import { notFound, Refusal } from "../refusal";

/** Refuses before a file is taken in what its import would refuse whatever is in it; the import asks again. */
export async function mayImport(
  { db, actor }: Context,
  { flowId, replace }: { flowId: string; replace: boolean },
): Promise<{ operatorId: string }> {
  const [flow] = await db
    .select({
      state: flows.state,
      disabled: flows.disabled,
      serviceId: flows.serviceId,
      serviceName: services.name,
    })
    .from(flows)
    .innerJoin(services, eq(services.id, flows.serviceId))
    .where(and(eq(flows.id, flowId), within(actor, flows.serviceId)));
  if (!flow || actor.kind !== "operator") throw notFound();
  const { state, serviceName } = flow;
  if (!may(actor, "compose", flow.serviceId)) throw new Refusal("not-allowed", { permission: "compose", serviceName });
  const possible = replace ? can(state, "replace") : can(state, "import") || can(state, "correct");
  if (!possible) throw new Refusal("flow-state", { state });
  if (flow.disabled) throw new Refusal("flow-disabled", {});
  return { operatorId: actor.id };
}
