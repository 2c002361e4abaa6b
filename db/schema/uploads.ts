import { sql } from "drizzle-orm";
import {
  boolean,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";
import { importModes, uploadStates } from "../states";
import { flows, imports } from "./flows";
import { operators } from "./operators";

const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => "bytea" });

/** A file that an operator sent for a flow, and what became of it. Another process than the one that took it may read it. */
export const uploads = pgTable(
  "uploads",
  {
    id: uuid().primaryKey().defaultRandom(),
    flowId: uuid()
      .notNull()
      .references(() => flows.id),
    fileName: text().notNull(),
    /** SHA-256 of the content, in hexadecimal. */
    sha256: text().notNull(),
    bytes: integer().notNull(),
    state: text({ enum: uploadStates }).notNull().default("waiting"),
    mode: text({ enum: importModes }).notNull().default("all-or-nothing"),
    /** The rows that the flow has give way to those of the file. */
    replace: boolean().notNull().default(false),
    /** How much of the file has been read, 0 to 1. */
    progress: real().notNull().default(0),
    /** How many times a reading was begun: one that ends its process each time is given up. */
    runs: integer().notNull().default(0),
    /** The run that is reading it; another may take over only after `leaseUntil`. */
    leaseOwner: uuid(),
    leaseUntil: timestamp({ withTimezone: true }),
    /** How the reading ended: an ImportOutcome of lib/uploads/outcome.ts. */
    outcome: jsonb(),
    /** What it became, when it was imported. */
    importId: uuid().references(() => imports.id, { onDelete: "set null" }),
    /** On whose behalf it is read: with the grants of that moment, not of the upload. */
    operatorId: uuid()
      .notNull()
      .references(() => operators.id),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    createdBy: text().notNull(),
    endedAt: timestamp({ withTimezone: true }),
  },
  (t) => [
    index("uploads_flow").on(t.flowId, t.createdAt.desc()),
    index("uploads_open").on(t.leaseUntil).where(sql`${t.state} in ('waiting', 'reading')`),
    index("uploads_ended").on(t.endedAt),
  ],
);

/** The content of a file in pieces, until it is purged. */
export const uploadChunks = pgTable(
  "upload_chunks",
  {
    uploadId: uuid()
      .notNull()
      .references(() => uploads.id, { onDelete: "cascade" }),
    /** From 0. */
    position: integer().notNull(),
    content: bytea().notNull(),
  },
  (t) => [primaryKey({ columns: [t.uploadId, t.position] })],
);
