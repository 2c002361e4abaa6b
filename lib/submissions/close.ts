import { and, eq } from "drizzle-orm";
import { flows } from "@/db/schema/flows";
import { notifications } from "@/db/schema/notifications";
import { sendFlow, waiting } from "../flows/send";
import { can } from "../flows/state";
import { notFound } from "../refusal";
import { mustBeOwn } from "./own";
import type { ByApplication } from "./pair";

/** The rows are complete: the flow leaves now, or waits for an operator. Closing it twice does nothing the second time. */
export async function closeFlow(
  ctx: ByApplication,
  { flowId, send }: { flowId: string; send: boolean },
): Promise<void> {
  await mustBeOwn(ctx, "flow", flowId);
  const flow = await ctx.db.query.flows.findFirst({
    columns: { state: true, version: true },
    where: eq(flows.id, flowId),
  });
  if (!flow) throw notFound();
  // It is leaving, or has left: the answer to the first request was lost.
  if (!send || !can(flow.state, "edit")) return;
  const count = await ctx.db.$count(notifications, and(waiting(flowId)));
  await sendFlow(ctx, { flowId, version: flow.version, count });
}
