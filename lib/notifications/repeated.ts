import { and, eq, isNull, ne, type SQL, sql } from "drizzle-orm";
import { alias, type PgColumn } from "drizzle-orm/pg-core";
import { notifications } from "@/db/schema/notifications";
import type { Actor } from "../context";
import { within } from "../operators/access";
import { REPEATED_DAYS } from "./repeated-days";

/** A row that is to leave, or a draft that is not a row yet. */
export type Leaving = Record<"fiscalCode" | "noticeNumber" | "subject" | "serviceId", PgColumn | SQL>;

/** The row that is repeated. */
export const earlier = alias(notifications, "earlier");

const hasLeft = sql`(${earlier.state} in ('transmitting', 'sent')
  or (${earlier.state} = 'error' and ${earlier.reason} = 'uncertain'))`;

/**
 * The one rule of what repeats another: among what reached a person, may have, or (for a payment) is still to leave, of
 * the last 30 days. Not the errors that never left, nor who could not receive, nor what is disabled or a trial.
 */
const counts = (leftOnly: boolean, now: Date) =>
  and(
    eq(earlier.disabled, false),
    isNull(earlier.trialOf),
    leftOnly ? hasLeft : sql`(${earlier.state} = 'registered' or ${hasLeft})`,
    sql`coalesce(${earlier.sentAt}, ${earlier.postedAt}, ${earlier.createdAt})
      >= ${now.toISOString()}::timestamptz - ${sql.raw(`interval '${REPEATED_DAYS} days'`)}`,
  );

/** The same payment of the same person, in any service that the actor may see. */
export const sameNotice = (ctx: { actor: Actor; now: Date }, mine: Leaving) =>
  and(
    sql`${earlier.fiscalCode} = ${mine.fiscalCode}`,
    sql`${earlier.noticeNumber} = ${mine.noticeNumber}`,
    within(ctx.actor, earlier.serviceId),
    counts(false, ctx.now),
  );

/** The same service has already written to the person with the same subject. */
export const sameSubject = (ctx: { now: Date }, mine: Leaving) =>
  and(
    sql`${earlier.fiscalCode} = ${mine.fiscalCode}`,
    sql`${earlier.serviceId} = ${mine.serviceId}`,
    sql`${earlier.subject} = ${mine.subject}`,
    counts(true, ctx.now),
  );

/** Never a row of itself. */
export const another = (id: PgColumn) => ne(earlier.id, id);
