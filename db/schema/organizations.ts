import { sql } from "drizzle-orm";
import { check, integer, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { audited } from "./audited";

/**
 * One row for each gateway user of App IO: all the calls of all its services share one limit (appio.md §3).
 * `tat` is the theoretical arrival time of the next call (GCRA); see lib/appio/budget.ts.
 */
export const budgets = pgTable(
  "budgets",
  {
    id: uuid().primaryKey().defaultRandom(),
    /** Calls the platform admits in 5 seconds; null = no limit. */
    callLimit: integer().default(150),
    /** Percentage of the limit that FlussIO may use. */
    callShare: integer().notNull().default(80),
    tat: timestamp({ withTimezone: true }).notNull().defaultNow(),
    /** Next slot of a person's action, which does not queue behind a mass send. */
    personTat: timestamp({ withTimezone: true }).notNull().defaultNow(),
    /** Next slot of the share guaranteed to status reads while mass sends fill the budget. */
    statusTat: timestamp({ withTimezone: true }).notNull().defaultNow(),
    /** Last slot given to a mass send: whether one is filling the budget now. */
    bulkAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    /** No call leaves before this moment: the platform answered 429. */
    blockedUntil: timestamp({ withTimezone: true }).notNull().defaultNow(),
    /** Calls granted in the 5 seconds that began at `windowAt`, and in the 5 before: what our own calls explain. */
    windowAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    windowCalls: integer().notNull().default(0),
    windowBefore: integer().notNull().default(0),
    /** Calls that somebody else makes with the same gateway user, in 5 seconds; believed until `foreignUntil`. */
    foreignCalls: integer().notNull().default(0),
    foreignUntil: timestamp({ withTimezone: true }).notNull().defaultNow(),
    /** Until when a run holds the reading of the statuses that are due. */
    readerUntil: timestamp({ withTimezone: true }),
  },
  (t) => [
    check("budgets_limit", sql`${t.callLimit} is null or ${t.callLimit} > 0`),
    check("budgets_share", sql`${t.callShare} between 1 and 100`),
  ],
);

export const organizations = pgTable("organizations", {
  id: uuid().primaryKey().defaultRandom(),
  name: text().notNull(),
  /** 11 digits. */
  fiscalCode: text().notNull().unique(),
  budgetId: uuid()
    .notNull()
    .references(() => budgets.id),
  /** For how many hours Verifica raggiungibilità holds: a send does not ask again who was asked since. */
  reachabilityHours: integer().notNull().default(24),
  ...audited,
});
