import { sql } from "drizzle-orm";
import { boolean, index, integer, pgTable, primaryKey, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { submissionKinds } from "../states";
import { audited } from "./audited";
import { services } from "./services";

/** Another program of the ente that triggers sends; it may use the services it is bound to, and no others. */
export const applications = pgTable(
  "applications",
  {
    id: uuid().primaryKey().defaultRandom(),
    name: text().notNull(),
    /** Whether what it submits may leave at once; else a person sends it. */
    maySend: boolean().notNull().default(false),
    /** Addresses and networks (CIDR) it may call from; empty = any. */
    addresses: text().array().notNull().default(sql`'{}'`),
    /** Requests a minute, for each of its keys. */
    rateLimit: integer().notNull().default(600),
    disabled: boolean().notNull().default(false),
    ...audited,
  },
  (t) => [uniqueIndex("applications_name").on(sql`lower(${t.name})`)],
);

export const applicationServices = pgTable(
  "application_services",
  {
    applicationId: uuid()
      .notNull()
      .references(() => applications.id, { onDelete: "cascade" }),
    serviceId: uuid()
      .notNull()
      .references(() => services.id, { onDelete: "cascade" }),
  },
  (t) => [primaryKey({ columns: [t.applicationId, t.serviceId] })],
);

/** Shown once and kept as a hash; two may hold at a time, so that one follows the other without a gap. */
export const applicationKeys = pgTable(
  "application_keys",
  {
    /** Part of the key itself, by which it is found. */
    id: uuid().primaryKey().defaultRandom(),
    applicationId: uuid()
      .notNull()
      .references(() => applications.id, { onDelete: "cascade" }),
    /** SHA-256 of the secret, in hexadecimal: 32 random bytes need no slower hash. */
    hash: text().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    createdBy: text().notNull(),
    revokedAt: timestamp({ withTimezone: true }),
  },
  (t) => [index().on(t.applicationId)],
);

/** What an application submitted, once for each of its pairs of context and key: the same pair again is the same thing. */
export const submissions = pgTable(
  "submissions",
  {
    applicationId: uuid()
      .notNull()
      .references(() => applications.id),
    kind: text({ enum: submissionKinds }).notNull(),
    /** Of a row: the id of its flow. */
    context: text().notNull(),
    key: text().notNull(),
    /** SHA-256 of what was submitted, in hexadecimal: the same pair with other content is refused. */
    digest: text().notNull(),
    /** The notification or the flow that it became. */
    resourceId: uuid().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.applicationId, t.kind, t.context, t.key] }),
    index("submissions_resource").on(t.resourceId),
  ],
);
