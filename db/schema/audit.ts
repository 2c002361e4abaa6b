import { bigserial, customType, index, integer, jsonb, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";

/** Who did what, when, on what. Ids and field names only, never contents. */
export const auditEntries = pgTable(
  "audit_entries",
  {
    id: bigserial({ mode: "number" }).primaryKey(),
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
    actor: text().notNull(),
    verb: text().notNull(),
    subjectId: uuid(),
    detail: jsonb().$type<Record<string, unknown>>().notNull().default({}),
  },
  (t) => [index().on(t.subjectId, t.id)],
);

const idRanges = customType<{ data: string; driverData: string }>({ dataType: () => "int8multirange" });

/**
 * Each minute's entries under a MAC that includes the one before it: an entry that is changed or removed later shows
 * (`npm run register:verify`). Rows commit out of the order of their ids, so a seal names the ids it holds.
 */
export const auditSeals = pgTable("audit_seals", {
  id: bigserial({ mode: "number" }).primaryKey(),
  at: timestamp({ withTimezone: true }).notNull().defaultNow(),
  entries: idRanges().notNull(),
  count: integer().notNull(),
  /** HMAC-SHA-256 in hexadecimal. */
  mac: text().notNull(),
});
