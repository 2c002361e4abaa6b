import { flowRows } from "@/lib/submissions/contract";
import { addRows } from "@/lib/submissions/rows";
import { endpoint } from "../../../endpoint";

export const POST = endpoint(flowRows, async (ctx, { rows }, flowId) => ({
  body: await addRows(ctx, { flowId, rows }),
}));
