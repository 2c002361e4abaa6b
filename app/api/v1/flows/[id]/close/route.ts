import { closeFlow } from "@/lib/submissions/close";
import { flowClosing } from "@/lib/submissions/contract";
import { findSubmittedFlow } from "@/lib/submissions/find";
import { endpoint } from "../../../endpoint";

export const POST = endpoint(flowClosing, async (ctx, { send }, flowId) => {
  await closeFlow(ctx, { flowId, send });
  return { body: await findSubmittedFlow(ctx, flowId) };
});
