import { and, eq, inArray, isNotNull, isNull, not, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { flows } from "@/db/schema/flows";
import { flowStates } from "@/db/states";
import type { Actor } from "../context";
import { between, contains, day, startsWith, text } from "../criteria";
import { within } from "../operators/access";
import { paging } from "../page";
import { sources } from "./state";

/** The filters of "Gestione Flussi". Days are Italian; one day alone means that day. Wrong values are ignored. */
export const flowSearch = paging.extend({
  uuid: text,
  from: day,
  to: day,
  state: z.enum(flowStates).optional().catch(undefined),
  serviceId: z.uuid().optional().catch(undefined),
  note: text,
  context: text,
  key: text,
  user: text,
  disabled: z.stringbool().optional().catch(undefined),
  /** Is to leave by itself, or should have. */
  scheduled: z.stringbool().optional().catch(undefined),
  /** Waits for a second person. */
  awaiting: z.stringbool().optional().catch(undefined),
  sort: z.enum(["created", "updated", "state", "note", "scheduled"]).catch("created"),
});
export type FlowSearch = z.output<typeof flowSearch>;

/** A second person has been asked and has not answered. */
export const awaitsApproval = sql<boolean>`(${and(
  inArray(flows.state, sources("approve")),
  isNotNull(flows.approvalRequestedAt),
  isNull(flows.approvedAt),
  isNull(flows.approvalRefusedAt),
)})`;

export function flowConditions(actor: Actor, search: FlowSearch): SQL {
  const conditions = [
    within(actor, flows.serviceId),
    search.uuid && startsWith(flows.id, search.uuid),
    between(flows.createdAt, search.from, search.to),
    search.state && eq(flows.state, search.state),
    search.serviceId && eq(flows.serviceId, search.serviceId),
    search.note && contains(flows.note, search.note),
    search.context && contains(flows.context, search.context),
    search.key && contains(flows.key, search.key),
    search.user && contains(flows.updatedBy, search.user),
    search.disabled !== undefined && eq(flows.disabled, search.disabled),
    search.scheduled !== undefined && (search.scheduled ? isNotNull : isNull)(flows.scheduledAt),
    search.awaiting !== undefined && (search.awaiting ? awaitsApproval : not(awaitsApproval)),
  ];
  return and(...conditions.filter((condition) => typeof condition === "object")) ?? sql`true`;
}
