import { and, eq, inArray } from "drizzle-orm";
import { flows } from "@/db/schema/flows";
import { operators } from "@/db/schema/operators";
import { organizations } from "@/db/schema/organizations";
import { services } from "@/db/schema/services";
import type { Context } from "../context";
import { may, within } from "../operators/access";
import { notFound } from "../refusal";
import { approvalState, needsApproval, whyNotApprover } from "./approval-state";
import { approversOf, authorsOf } from "./approvers";
import { can } from "./state";

export type FlowApproval = Awaited<ReturnType<typeof flowApproval>>;

/**
 * Where the approval of a flow stands, for whoever may see it. `missing`: a send of `count` notifications is
 * to be asked for; an approval that was given is for the schedule of the flow and no other departure.
 * `approvers`: the full names of who may approve, when somebody is to be asked; the actor who would ask is not among them.
 */
export async function flowApproval(ctx: Context, id: string, count: number) {
  const [flow] = await ctx.db
    .select({
      state: flows.state,
      serviceId: flows.serviceId,
      threshold: organizations.approvalThreshold,
      approvalRequestedAt: flows.approvalRequestedAt,
      approvalRequestedBy: flows.approvalRequestedBy,
      approvalCount: flows.approvalCount,
      approvedAt: flows.approvedAt,
      approvalRefusedAt: flows.approvalRefusedAt,
      approvalRefusedBy: flows.approvalRefusedBy,
      approvalRefusal: flows.approvalRefusal,
    })
    .from(flows)
    .innerJoin(services, eq(services.id, flows.serviceId))
    .innerJoin(organizations, eq(organizations.id, services.organizationId))
    .where(and(eq(flows.id, id), within(ctx.actor, flows.serviceId)));
  if (!flow) throw notFound();
  const { threshold, serviceId, approvalRequestedBy: requestedBy, approvalRefusedBy: refusedBy } = flow;
  const open = can(flow.state, "request");
  const state = open ? approvalState(flow) : "none";
  const missing = open && needsApproval(threshold, count);
  const asking = state === "requested" || missing;
  const authors = asking ? await authorsOf(ctx, id) : new Set<string>();
  if (state !== "requested") authors.add(ctx.actor.name);
  const permitted = may(ctx.actor, "approve", serviceId);
  const [approvers, nameOf] = await Promise.all([
    asking ? approversOf(ctx, serviceId, authors) : [],
    fullNames(ctx, [requestedBy, refusedBy]),
  ]);
  return {
    state,
    threshold,
    missing,
    approvers,
    /** Why the actor may not decide on the request; null = may. */
    hindrance: whyNotApprover({ name: ctx.actor.name, permitted }, authors),
    requested:
      flow.approvalRequestedAt && requestedBy ? { at: flow.approvalRequestedAt, by: nameOf(requestedBy) } : null,
    refused: flow.approvalRefusedAt && refusedBy ? { by: nameOf(refusedBy), motive: flow.approvalRefusal ?? "" } : null,
  };
}

async function fullNames(ctx: Context, usernames: (string | null)[]): Promise<(username: string) => string> {
  const wanted = usernames.filter((name) => name !== null);
  const found =
    wanted.length > 0
      ? await ctx.db
          .select({ username: operators.username, name: operators.name })
          .from(operators)
          .where(inArray(operators.username, wanted))
      : [];
  const names = new Map(found.map(({ username, name }) => [username, name]));
  return (username) => names.get(username) ?? username;
}
