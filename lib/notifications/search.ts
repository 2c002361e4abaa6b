import { and, eq, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { notifications } from "@/db/schema/notifications";
import { type NotificationState, notificationStates, reachabilities, reasons } from "@/db/states";
import type { Actor } from "../context";
import { between, contains, day, startsWith, text } from "../criteria";
import { within } from "../operators/access";
import { paging } from "../page";
import { isToCorrect } from "./corrected";
import { retries } from "./retries";
import { type Family, families } from "./state";

/**
 * The filters of "Archivio Notifiche" and of the grid of a flow. `fiscalCode` and `subject` are personal data: they
 * never travel in a URL but in a row of `searches` (lib/searches). Wrong values are ignored.
 */
export const notificationSearch = paging.extend({
  flowId: z.uuid().optional().catch(undefined),
  uuid: text,
  serviceId: z.uuid().optional().catch(undefined),
  fiscalCode: text,
  subject: text,
  state: z.enum(notificationStates).optional().catch(undefined),
  reason: z.enum(reasons).optional().catch(undefined),
  family: z.enum(families).optional().catch(undefined),
  /** Uncertain, and nobody has decided yet. */
  undecided: z.stringbool().optional().catch(undefined),
  /** Refused for data that nobody has corrected since. */
  uncorrected: z.stringbool().optional().catch(undefined),
  /** Accepted, and App IO never gave an outcome. */
  silent: z.stringbool().optional().catch(undefined),
  delivery: text,
  /** What Verifica raggiungibilità found last; `unreachable`: for either reason. */
  reachability: z
    .enum([...reachabilities, "unreachable"])
    .optional()
    .catch(undefined),
  from: day,
  to: day,
  context: text,
  key: text,
  user: text,
  disabled: z.stringbool().optional().catch(undefined),
  sort: z.enum(["position", "updated", "state"]).catch("position"),
});
export type NotificationSearch = z.output<typeof notificationSearch>;

/** The criteria that name a person. */
export const personalCriteria = ["fiscalCode", "subject"] as const;

/** What the actor may see of a search. */
export function notificationConditions(actor: Actor, search: NotificationSearch): SQL {
  return sql`(${within(actor, notifications.serviceId)} and ${notificationFilters(search)})`;
}

/** A search without its authorization. `row by row` keeps out the index on subjects. */
export function notificationFilters(search: NotificationSearch, subjects?: "row by row"): SQL {
  const conditions = [
    search.flowId && eq(notifications.flowId, search.flowId),
    search.uuid && startsWith(notifications.id, search.uuid),
    search.serviceId && eq(notifications.serviceId, search.serviceId),
    search.fiscalCode && hasFiscalCode(search.fiscalCode),
    search.subject &&
      contains(subjects ? sql`(${notifications.subject} || '')` : notifications.subject, search.subject),
    search.state && eq(notifications.state, search.state),
    search.reason && eq(notifications.reason, search.reason),
    search.family && sql`${familyOfRow} = ${search.family}`,
    // Said apart, for the indexes.
    search.family && inStateOf(search.family),
    search.undecided && isUndecided,
    search.uncorrected && isToCorrect,
    search.silent && isSilent,
    search.delivery && eq(notifications.deliveryStatus, search.delivery.toUpperCase()),
    search.reachability === "unreachable"
      ? sql`${notifications.reachability} <> 'allowed'`
      : search.reachability && eq(notifications.reachability, search.reachability),
    between(notifications.createdAt, search.from, search.to),
    search.context && contains(notifications.context, search.context),
    search.key && contains(notifications.key, search.key),
    search.user && contains(notifications.updatedBy, search.user),
    search.disabled !== undefined && eq(notifications.disabled, search.disabled),
  ];
  return and(...conditions.filter((condition) => typeof condition === "object")) ?? sql`true`;
}

/** A whole code is looked up in its index; a part of one is looked for in the rows. */
function hasFiscalCode(typed: string): SQL {
  const code = typed.replaceAll(" ", "").toUpperCase();
  return code.length === 16 ? eq(notifications.fiscalCode, code) : contains(notifications.fiscalCode, code);
}

/** The one state in which rows of a family are. */
const stateOfFamily: Partial<Record<Family, NotificationState>> = {
  available: "sent",
  unreachable: "unreachable",
  uncertain: "error",
  "to-retry": "error",
  "to-correct": "error",
};

function inStateOf(family: Family): SQL | undefined {
  const state = stateOfFamily[family];
  return state && eq(notifications.state, state);
}

/** It may have arrived. */
export const isUncertain = sql`(${notifications.state} = 'error' and ${notifications.reason} = 'uncertain')`;

/** An uncertain notification on which nobody has decided. */
export const isUndecided = sql`(${isUncertain} and ${notifications.decidedAt} is null)`;

/** Refused because the service may write to its test codes only. */
export const isForbidden = sql`(${notifications.state} = 'error' and ${notifications.reason} = 'recipient-forbidden')`;

/** Accepted, and the platform has not given its last word: the others have left the state Inviato. */
export const isOpen = sql`(${notifications.state} = 'sent' and ${notifications.deliveryStatus} is distinct from 'PROCESSED')`;

/** One of them for which FlussIO still asks by itself, and one for which it has asked for the last time. */
export const isAwaited = sql`(${isOpen} and ${notifications.checkDueAt} is not null)`;
export const isSilent = sql<boolean>`(${isOpen} and ${notifications.checkDueAt} is null)`;

// Literals, because a group by does not recognise an expression with parameters as the one that was selected.
const retried = sql.raw(
  reasons
    .filter((reason) => retries[reason] === "yes")
    .map((reason) => `'${reason}'`)
    .join(", "),
);

/** In Errore, and Ritenta le notifiche in errore takes it as it is: there is nothing to correct. */
export const isToRetry = sql`(${notifications.state} = 'error' and ${notifications.reason} in (${retried}))`;

/** The family of each row, as an SQL expression. */
export const familyOfRow = sql<Family>`case
  when ${notifications.state} = 'sent' and ${notifications.deliveryStatus} = 'PROCESSED' then 'available'
  when ${notifications.state} = 'error' and ${notifications.reason} = 'uncertain' then 'uncertain'
  when ${isToRetry} then 'to-retry'
  when ${notifications.state} = 'error' then 'to-correct'
  when ${notifications.state} = 'unreachable' then 'unreachable'
  else 'pending' end`;
