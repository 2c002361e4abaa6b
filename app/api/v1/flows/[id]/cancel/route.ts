import { z } from "zod";
import { cancelFlow } from "@/lib/submissions/cancel";
import { findSubmittedFlow } from "@/lib/submissions/find";
import { endpoint } from "../../../endpoint";

export const POST = endpoint(z.object({}), async (ctx, _, flowId) => {
  await cancelFlow(ctx, flowId);
  return { body: await findSubmittedFlow(ctx, flowId) };
});
