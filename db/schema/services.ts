import { sql } from "drizzle-orm";
import { bigint, boolean, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { connectionFindings } from "../states";
import { audited } from "./audited";
import { organizations } from "./organizations";

/** An App IO service: one subscription key is one service (appio.md §1). */
export const services = pgTable("services", {
  id: uuid().primaryKey().defaultRandom(),
  organizationId: uuid()
    .notNull()
    .references(() => organizations.id),
  /** Short code that the ente gives the service, shown in lists. */
  code: text().notNull().unique(),
  name: text().notNull(),
  appioServiceId: text().notNull(),
  /** Subscription key, sealed by lib/services/key.ts. */
  sealedKey: text().notNull(),
  /** In prova: FlussIO itself refuses recipients outside `testFiscalCodes`. */
  testing: boolean().notNull().default(false),
  testFiscalCodes: text().array().notNull().default(sql`'{}'`),
  /** Euro cents; 0 refuses every payment notice. */
  maxPaymentAmount: bigint({ mode: "number" }).notNull().default(0),
  requireSecureChannels: boolean().notNull().default(false),
  /** What Verifica connessione found last, and when. */
  connection: text({ enum: connectionFindings }),
  connectionAt: timestamp({ withTimezone: true }),
  disabled: boolean().notNull().default(false),
  ...audited,
});
