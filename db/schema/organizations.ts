import { sql } from "drizzle-orm";
import { check, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { audited } from "./audited";

/**
 * The pace of one budget, by the clock of Postgres: moments in milliseconds since 1970. What it means: lib/appio/pace.ts.
 */
export type PaceState = {
  /** Theoretical arrival time of the next call (GCRA): all classes push it on. */
  next: number;
  /** Next slot of a person's action, which does not queue behind a mass send. */
  person: number;
  /** Next slot of the part guaranteed to status reads while mass sends fill the budget. */
  status: number;
  /** End of the slots given to mass sends: whether one is filling the budget now. */
  bulk: number;
  /** No call leaves before this moment: the platform answered 429. */
  blocked: number;
  /** The departures granted lately: `count` calls from `first` on, `interval` apart. */
  runs: { first: number; interval: number; count: number }[];
  /** Calls that somebody else makes with the same gateway user, in 5 seconds; believed until `foreignUntil`. */
  foreign: number;
  foreignUntil: number;
};

/** Days of the week (1 Monday … 7 Sunday) and the wall-clock times `HH:mm` in Italy, from the first up to before the second. */
export type SendingHours = { days: number[]; from: string; to: string };

/**
 * One row for each gateway user of App IO: all the calls of all its services share one limit (appio.md §3).
 */
export const budgets = pgTable(
  "budgets",
  {
    id: uuid().primaryKey().defaultRandom(),
    /** Calls the platform admits in 5 seconds; null = no limit. */
    callLimit: integer().default(150),
    /** Percentage of the limit that FlussIO may use. */
    callShare: integer().notNull().default(80),
    /** When the next calls may leave, and what was granted lately (lib/appio/pace.ts); null = nothing yet. */
    pace: jsonb().$type<PaceState>(),
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
  /** A send to more notifications than these waits for a second person; null = nobody approves. */
  approvalThreshold: integer(),
  /** When mass sends may leave; null = always. */
  sendingHours: jsonb().$type<SendingHours>(),
  ...audited,
});
