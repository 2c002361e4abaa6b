import type { FlowEvent } from "./state";

/** What a flow says of its approval. An edit takes the request and the answer away; a refusal stays until the next request. */
export type ApprovalFacts = {
  approvalRequestedAt: Date | null;
  /** The rows that were to leave when it was asked. */
  approvalCount: number | null;
  approvedAt: Date | null;
  approvalRefusedAt: Date | null;
};

export type ApprovalState = "none" | "requested" | "given" | "refused";

export function approvalState({ approvalRequestedAt, approvedAt, approvalRefusedAt }: ApprovalFacts): ApprovalState {
  if (approvalRefusedAt) return "refused";
  if (!approvalRequestedAt) return "none";
  return approvedAt ? "given" : "requested";
}

export const isAwaiting = (facts: ApprovalFacts) => approvalState(facts) === "requested";

/** Whether sending so many notifications asks for a second person; `threshold` null = nobody approves. */
export const needsApproval = (threshold: number | null, count: number) => threshold !== null && count > threshold;

/** Whether it may not begin for want of an approval: one given for fewer rows is not for these. */
export function lacksApproval(
  facts: ApprovalFacts,
  { threshold, count }: { threshold: number | null; count: number },
): boolean {
  if (!needsApproval(threshold, count)) return false;
  return approvalState(facts) !== "given" || facts.approvalCount === null || count > facts.approvalCount;
}

/** Resuming and retrying go on with a send that was begun; whatever else leads to one begins it. */
export const beginsSend = (event: FlowEvent) => event !== "resume" && event !== "retry";

/** Why somebody may not decide: the permission is missing, or it is one's own work. Null = may. */
export function whyNotApprover(
  actor: { name: string; permitted: boolean },
  authors: ReadonlySet<string>,
): "not-allowed" | "author" | null {
  if (!actor.permitted) return "not-allowed";
  return authors.has(actor.name) ? "author" : null;
}
