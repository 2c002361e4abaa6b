import { flowSubmission } from "@/lib/submissions/contract";
import { submitFlow } from "@/lib/submissions/flow";
import { endpoint } from "../endpoint";

export const POST = endpoint(flowSubmission, async (ctx, input) => {
  const body = await submitFlow(ctx, input);
  return { status: body.created ? 201 : 200, body };
});
