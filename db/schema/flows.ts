import { sql } from "drizzle-orm";
import {
  boolean,
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
import { flowStates, origins, scheduleFaults, stopReasons } from "../states";
import { audited } from "./audited";
import { templates } from "./models";
import { services } from "./services";

/** Of each call: failures in a row, recipients refused, and whether anybody got through. */
export type CircuitCount = Record<"profile" | "send", { failures: number; forbidden: number; passed: boolean }>;

export const flowState = pgEnum("flow_state", flowStates);

/** A mass send: one service, many notifications. The table of its states is lib/flows/state.ts. */
export const flows = pgTable(
  "flows",
  {
    id: uuid().primaryKey().defaultRandom(),
    serviceId: uuid()
      .notNull()
      .references(() => services.id),
    state: flowState().notNull().default("inactive"),
    origin: text({ enum: origins }).notNull().default("operator"),
    note: text().notNull().default(""),
    /** The text of all its notifications, merged with each row of a file; null = each row brings its own. */
    templateId: uuid().references(() => templates.id),
    context: text().notNull().default(""),
    key: text().notNull().default(""),
    disabled: boolean().notNull().default(false),
    /** Grows at every edit, import and change of a row: a confirmation carries the version it was shown. */
    version: integer().notNull().default(1),
    /** Why the last sending stopped before its end, with a code for "Dettagli tecnici"; null = it ran to its end. */
    stopReason: text({ enum: stopReasons }),
    stopDetail: text(),
    stoppedAt: timestamp({ withTimezone: true }),
    stoppedBy: text(),
    sendStartedAt: timestamp({ withTimezone: true }),
    sendEndedAt: timestamp({ withTimezone: true }),
    /** When an Attivo flow is to be sent, and who decided it; kept when it was missed, until somebody decides again. */
    scheduledAt: timestamp({ withTimezone: true }),
    scheduledBy: text(),
    /** Why it did not leave then; null = nothing has kept it back so far. */
    scheduleFault: text({ enum: scheduleFaults }),
    /**
     * Above the ente's threshold a second person approves the send, for how many rows it was asked and why it was
     * refused. An edit of the flow voids the request and the approval; a refusal stays until the next request.
     */
    approvalRequestedAt: timestamp({ withTimezone: true }),
    approvalRequestedBy: text(),
    approvalCount: integer(),
    approvedAt: timestamp({ withTimezone: true }),
    approvedBy: text(),
    approvalRefusedAt: timestamp({ withTimezone: true }),
    approvalRefusedBy: text(),
    approvalRefusal: text(),
    /** An operator decided that this flow does not wait for the sending hours of its ente. */
    anyHour: boolean().notNull().default(false),
    /** Verifica raggiungibilità: asked for, and ended (or stopped). An edit of the flow voids both. */
    reachRequestedAt: timestamp({ withTimezone: true }),
    reachEndedAt: timestamp({ withTimezone: true }),
    /** What stopped the check before its end; null = nothing. */
    reachFault: text({ enum: stopReasons }),
    /** The last Verifica Stato: its moment is the due time of the rows still to be read; how many there were. */
    verifyRequestedAt: timestamp({ withTimezone: true }),
    verifyCount: integer(),
    /** The run that is sending this flow; another may take over only after `leaseUntil`. */
    leaseOwner: uuid(),
    leaseUntil: timestamp({ withTimezone: true }),
    /** What the circuit has counted so far (lib/sending/circuit.ts). */
    circuit: jsonb().$type<CircuitCount>(),
    ...audited,
  },
  (t) => [
    index().on(t.serviceId, t.createdAt.desc(), t.id.desc()),
    index("flows_sending").on(t.leaseUntil).where(sql`${t.state} = 'sending'`),
    index("flows_scheduled").on(t.scheduledAt).where(sql`${t.scheduledAt} is not null`),
    index("flows_approval").on(t.approvalRequestedAt).where(sql`${t.approvalRequestedAt} is not null`),
    index("flows_reaching").on(t.reachRequestedAt).where(sql`${t.reachRequestedAt} is not null`),
  ],
);

/**
 * A column of an imported file, in its order: what FlussIO read from it, or null when only an export gives it back
 * (`notifications.own` holds those cells, in this order).
 */
export type SourceColumn = { heading: string; field: string | null };

/** One accepted file on one flow; the same content twice on a flow is refused. */
export const imports = pgTable(
  "imports",
  {
    id: uuid().primaryKey().defaultRandom(),
    flowId: uuid()
      .notNull()
      .references(() => flows.id),
    fileName: text().notNull(),
    sha256: text().notNull(),
    rowCount: integer().notNull(),
    columns: jsonb().$type<SourceColumn[]>().notNull().default([]),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    createdBy: text().notNull(),
  },
  (t) => [uniqueIndex().on(t.flowId, t.sha256)],
);
