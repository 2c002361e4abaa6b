import { and, desc, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { auditEntries } from "@/db/schema/audit";
import { flows } from "@/db/schema/flows";
import type { AuditVerb } from "../audit/record";
import type { Context } from "../context";
import { within } from "../operators/access";
import { notFound } from "../refusal";

/** What a person or FlussIO can make of a schedule: the last word is the one that counts. */
const decisive: AuditVerb[] = ["flow.schedule", "flow.unschedule", "flow.schedule-voided", "flow.send"];

const voidedDetail = z.object({ scheduledAt: z.coerce.date() });

export type CancelledSchedule = NonNullable<Awaited<ReturnType<typeof cancelledSchedule>>>;

/** The schedule that an edit has voided, as long as nobody has scheduled or sent the flow since; else null. */
export async function cancelledSchedule(ctx: Context, flowId: string) {
  const [last] = await ctx.db
    .select({ verb: auditEntries.verb, at: auditEntries.at, by: auditEntries.actor, detail: auditEntries.detail })
    .from(flows)
    .leftJoin(auditEntries, and(eq(auditEntries.subjectId, flows.id), inArray(auditEntries.verb, decisive)))
    .where(and(eq(flows.id, flowId), within(ctx.actor, flows.serviceId)))
    .orderBy(desc(auditEntries.id))
    .limit(1);
  if (!last) throw notFound();
  const { verb, at, by, detail } = last;
  if (verb !== "flow.schedule-voided" || !at || !by) return null;
  return { at, by, ...voidedDetail.parse(detail) };
}
