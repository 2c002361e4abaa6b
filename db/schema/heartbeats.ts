import { pgTable, text, timestamp } from "drizzle-orm/pg-core";

/** When a job that runs by the clock last ran: who looks can tell that the engine is down. */
export const heartbeats = pgTable("heartbeats", {
  name: text().primaryKey(),
  at: timestamp({ withTimezone: true }).notNull(),
});
