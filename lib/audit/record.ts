import { auditEntries } from "@/db/schema/audit";
import type { Context } from "../context";

export type AuditVerb =
  | "flow.create"
  | "flow.duplicate"
  | "flow.edit"
  | "flow.disable"
  | "flow.enable"
  | "flow.activate"
  | "flow.deactivate"
  | "flow.clear"
  | "flow.text"
  | "flow.import"
  | "flow.send"
  | "flow.stop"
  | "flow.resume"
  | "flow.retry"
  | "flow.keep-uncertain"
  | "flow.schedule"
  | "flow.unschedule"
  | "flow.schedule-missed"
  | "flow.schedule-voided"
  | "flow.approval-request"
  | "flow.approval-withdraw"
  | "flow.approval-refuse"
  | "flow.approve"
  | "flow.reach"
  | "flow.reach-stop"
  | "flow.verify"
  | "flow.verify-stop"
  | "flow.trial"
  | "flow.export"
  | "notification.create"
  | "notification.edit"
  | "notification.disable"
  | "notification.enable"
  | "notification.reregister"
  | "notification.send"
  | "notification.decide"
  | "notification.verify"
  | "notification.export"
  | "service.create"
  | "service.edit"
  | "service.disable"
  | "service.enable"
  | "service.check"
  | "organization.create"
  | "organization.edit"
  | "operator.create"
  | "operator.edit"
  | "operator.disable"
  | "operator.enable"
  | "operator.reset-password"
  | "operator.end-sessions"
  | "operator.edit-profile"
  | "operator.change-password"
  | "model.create"
  | "model.edit"
  | "model.disable"
  | "model.enable"
  | "role.create"
  | "role.edit"
  | "role.delete"
  | "operator.sign-in"
  | "operator.sign-out";

/** Writes who did what on what, in the transaction of the write itself. `detail`: ids, counts and field names, never contents. */
export async function record(
  ctx: Pick<Context, "db" | "actor" | "now">,
  verb: AuditVerb,
  subjectId: string | null,
  detail: Record<string, unknown> = {},
) {
  await ctx.db.insert(auditEntries).values({ at: ctx.now, actor: ctx.actor.name, verb, subjectId, detail });
}
