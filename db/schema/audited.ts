import { text, timestamp } from "drizzle-orm/pg-core";

/** The Audit block of the screens: what a person or an application wrote last; the engine never touches it. */
export const audited = {
  createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  createdBy: text().notNull(),
  updatedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  updatedBy: text().notNull(),
};
