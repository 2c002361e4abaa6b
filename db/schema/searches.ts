import { sql } from "drizzle-orm";
import { index, jsonb, pgTable, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { operators } from "./operators";

/**
 * Search criteria kept on the server. A search with personal data (fiscal code, object) lives here and the URL
 * carries its id; one with a name is listed under Carica.
 */
export const searches = pgTable(
  "searches",
  {
    id: uuid().primaryKey().defaultRandom(),
    operatorId: uuid()
      .notNull()
      .references(() => operators.id, { onDelete: "cascade" }),
    screen: text().notNull(),
    name: text(),
    criteria: jsonb().$type<Record<string, string>>().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    index().on(t.operatorId, t.screen),
    uniqueIndex("searches_name").on(t.operatorId, t.screen, t.name).where(sql`${t.name} is not null`),
  ],
);
