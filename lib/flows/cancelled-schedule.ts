import { and, desc, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { auditEntries } from "@/db/schema/audit";
import { flows } from "@/db/schema/flows";
import type { AuditVerb } from "../audit/record";
import type { Context } from "../context";
import { within } from "../operators/access";

/** What a person or FlussIO can make of a schedule: the last word is the one that counts. */
const decisive: AuditVerb[] = ["flow.schedule", "flow.unschedule", "flow.schedule-voided", "flow.send"];

const voidedDetail = z.object({ scheduledAt: z.coerce.date() });

export type CancelledSchedule = NonNullable<Awaited<ReturnType<typeof cancelledSchedule>>>;

/** The schedule that an edit has voided, as long as nobody has scheduled or sent the flow since; else null. */
export async function cancelledSchedule(ctx: Context, flowId: string) {
  const [last] = await ctx.db
    .select({ verb: auditEntries.verb, at: auditEntries.at, by: auditEntries.actor, detail: auditEntries.detail })
    .from(auditEntries)
    .innerJoin(flows, eq(flows.id, auditEntries.subjectId))
    .where(
      and(eq(auditEntries.subjectId, flowId), inArray(auditEntries.verb, decisive), within(ctx.actor, flows.serviceId)),
    )
    .orderBy(desc(auditEntries.id))
    .limit(1);
  if (last?.verb !== "flow.schedule-voided") return null;
  return { at: last.at, by: last.by, ...voidedDetail.parse(last.detail) };
}
