import { sql } from "drizzle-orm";
import {
  bigint,
  bigserial,
  boolean,
  char,
  date,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { attemptKinds, notificationStates, reachabilities, reasons } from "../states";
import { audited } from "./audited";
import { flows } from "./flows";

export const notificationState = pgEnum("notification_state", notificationStates);

export type OwnCell = string | number | boolean | null | { day: string };

/** One message to one fiscal code; part of a flow, or standing alone. Its states: lib/notifications/state.ts. */
export const notifications = pgTable(
  "notifications",
  {
    id: uuid().primaryKey().defaultRandom(),
    /** Order of arrival: the order of sending and of the grids. */
    position: bigserial({ mode: "number" }).notNull(),
    // Foreign keys of these three would cost a third of a mass import, a lookup per row and key: triggers keep the same
    // promise a statement at a time (migration 0006_parents).
    serviceId: uuid().notNull(),
    flowId: uuid(),
    /** Invio di prova of this flow to a test code of its service: no part of the flow, outside its counts. */
    trialOf: uuid().references(() => flows.id),
    importId: uuid(),
    /** Row of the imported sheet, headings being row 1. */
    importRow: integer(),
    /** The cells of the file that are in no other column, in the order of `imports.columns`; days are {"day": "YYYY-MM-DD"}. */
    own: jsonb().$type<OwnCell[]>(),
    fiscalCode: char({ length: 16 }).notNull(),
    subject: text().notNull(),
    /** Markdown, with the front matter of the buttons when there are any. */
    body: text().notNull(),
    /** A day in Italy; sent as its last second, in UTC. */
    dueDate: date(),
    /** Euro cents; set together with `noticeNumber` or not at all. */
    amount: bigint({ mode: "number" }),
    noticeNumber: char({ length: 18 }),
    /** Paga dopo la scadenza: the opposite of the API's invalid_after_due_date. */
    payableAfterDue: boolean().notNull().default(true),
    context: text().notNull().default(""),
    key: text().notNull().default(""),
    disabled: boolean().notNull().default(false),
    version: integer().notNull().default(1),
    /** When a person last changed what is sent: a row refused for its data is tried again only after it. */
    editedAt: timestamp({ withTimezone: true }),

    /** When an application asked for a single notification to leave; null = a person sends it, or its flow. */
    sendRequestedAt: timestamp({ withTimezone: true }),
    state: notificationState().notNull().default("registered"),
    reason: text({ enum: reasons }),
    /** Title of the platform's problem; never its detail, which may echo personal data. */
    problemTitle: text(),
    /** POSTs made for this notification: "Tentativi Invio". */
    attempts: integer().notNull().default(0),
    /** ID Consegna App.IO. */
    deliveryId: text(),
    sentAt: timestamp({ withTimezone: true }),
    deliveryStatus: text(),
    mailStatus: text(),
    pushStatus: text(),
    readStatus: text(),
    paymentStatus: text(),

    /** Whether App IO said that the person can receive, and when it was asked. */
    reachability: text({ enum: reachabilities }),
    reachabilityAt: timestamp({ withTimezone: true }),

    /** The claim that is sending the row, until when; `postedAt` is the mark committed just before the POST. */
    claimId: uuid(),
    claimedUntil: timestamp({ withTimezone: true }),
    postedAt: timestamp({ withTimezone: true }),
    /** When a person decided not to send an uncertain notification again. */
    decidedAt: timestamp({ withTimezone: true }),
    /** When the platform's status is to be read next; null = nothing to ask. */
    checkDueAt: timestamp({ withTimezone: true }),
    /** When the platform last said something of the message. */
    checkedAt: timestamp({ withTimezone: true }),
    ...audited,
  },
  (t) => [
    index("notifications_flow").on(t.flowId, t.position),
    index("notifications_flow_state").on(t.flowId, t.state, t.disabled, t.position),
    index("notifications_archive").on(t.serviceId, t.createdAt, t.position),
    index("notifications_updated").on(t.serviceId, t.updatedAt, t.position),
    index("notifications_errors").on(t.serviceId, t.createdAt, t.position).where(sql`${t.state} = 'error'`),
    index("notifications_recipient").on(t.fiscalCode, t.serviceId),
    index("notifications_trial").on(t.trialOf, t.position).where(sql`${t.trialOf} is not null`),
    index("notifications_subject").using("gin", t.subject.op("gin_trgm_ops")),
    // On no column that a mark changes, so that a mark costs no index at all (HOT; the table leaves room in its pages).
    index("notifications_claimed").on(t.id).where(sql`${t.state} = 'transmitting'`),
    index("notifications_requested")
      .on(t.serviceId, t.position)
      .where(sql`${t.sendRequestedAt} is not null and ${t.state} = 'registered'`),
    index("notifications_check_due").on(t.checkDueAt).where(sql`${t.checkDueAt} is not null`),
  ],
);

/** The timeline of a notification: the answers of the platform that decided something, and the decisions of persons. */
export const attempts = pgTable(
  "attempts",
  {
    id: bigserial({ mode: "number" }).primaryKey(),
    notificationId: uuid()
      .notNull()
      .references(() => notifications.id),
    kind: text({ enum: attemptKinds }).notNull(),
    at: timestamp({ withTimezone: true }).notNull(),
    by: text().notNull(),
    /** A class of lib/appio/outcome.ts. */
    outcome: text().notNull(),
    httpStatus: integer(),
    problemTitle: text(),
    deliveryId: text(),
    durationMs: integer(),
    /** Why a person decided so, in that person's words. */
    note: text(),
    /** The claim under which a call was made: its line is written once, even by a statement that is repeated. */
    claimId: uuid(),
  },
  (t) => [uniqueIndex("attempts_once").on(t.notificationId, t.claimId, t.kind)],
);
