import type { Context } from "../context";
import { Refusal } from "../refusal";
import { isAwaiting, whyNotApprover } from "./approval-state";
import { authorsOf } from "./approvers";
import { type LockedFlow, lockFlow } from "./lock";

/** Takes a flow that waits for an approval, for somebody who may decide on it: permitted, and none of its authors. */
export async function lockForApproval(ctx: Context, input: { flowId: string; version: number }): Promise<LockedFlow> {
  const flow = await lockFlow(ctx, input, { permission: "approve", event: "approve" });
  if (!isAwaiting(flow)) throw new Refusal("approval-not-asked", {});
  const authors = await authorsOf(ctx, flow.id);
  if (whyNotApprover({ name: ctx.actor.name, permitted: true }, authors)) throw new Refusal("approval-by-author", {});
  return flow;
}
