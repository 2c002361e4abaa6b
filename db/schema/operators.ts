import { sql } from "drizzle-orm";
import { bigint, boolean, index, integer, pgTable, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { permissions } from "../states";
import { audited } from "./audited";
import { services } from "./services";

export const operators = pgTable("operators", {
  id: uuid().primaryKey().defaultRandom(),
  /** Lower case; what is typed at sign-in and shown in "Effettuata da". */
  username: text().notNull().unique(),
  name: text().notNull(),
  /** Where notices are mailed, when there is a mail server; null = in the console only. */
  email: text(),
  passwordHash: text().notNull(),
  disabled: boolean().notNull().default(false),
  /** The last notice that was on the page when the operator opened it; the later ones are new. */
  noticesSeen: bigint({ mode: "number" }).notNull().default(0),
  /** Made by the demo seed: refused at sign-in unless the database is the embedded one. */
  demo: boolean().notNull().default(false),
  ...audited,
});

export const roles = pgTable("roles", {
  id: uuid().primaryKey().defaultRandom(),
  name: text().notNull().unique(),
  permissions: text({ enum: permissions }).array().notNull().default(sql`'{}'`),
  ...audited,
});

export const roleServices = pgTable(
  "role_services",
  {
    roleId: uuid()
      .notNull()
      .references(() => roles.id, { onDelete: "cascade" }),
    serviceId: uuid()
      .notNull()
      .references(() => services.id, { onDelete: "cascade" }),
  },
  (t) => [primaryKey({ columns: [t.roleId, t.serviceId] })],
);

export const operatorRoles = pgTable(
  "operator_roles",
  {
    operatorId: uuid()
      .notNull()
      .references(() => operators.id, { onDelete: "cascade" }),
    roleId: uuid()
      .notNull()
      .references(() => roles.id, { onDelete: "cascade" }),
  },
  (t) => [primaryKey({ columns: [t.operatorId, t.roleId] })],
);

/** The JWT of next-auth carries only the id of one of these rows, so a session can be listed and revoked at once. */
export const sessions = pgTable(
  "sessions",
  {
    id: uuid().primaryKey().defaultRandom(),
    operatorId: uuid()
      .notNull()
      .references(() => operators.id, { onDelete: "cascade" }),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    expiresAt: timestamp({ withTimezone: true }).notNull(),
    /** Moved at most once a minute: a session that nobody uses ends before `expiresAt`. */
    lastSeenAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    revokedAt: timestamp({ withTimezone: true }),
  },
  (t) => [index().on(t.operatorId)],
);

/** Wrong sign-ins in a row, by account and by address: each makes the next wait longer. */
export const signInFailures = pgTable("sign_in_failures", {
  /** `account:<username>` or `address:<address>`, as a SHA-256 in hexadecimal. */
  subject: text().primaryKey(),
  count: integer().notNull(),
  /** No sign-in is tried before. */
  lockedUntil: timestamp({ withTimezone: true }).notNull(),
});
