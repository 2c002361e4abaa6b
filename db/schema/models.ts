import { sql } from "drizzle-orm";
import { boolean, integer, jsonb, pgTable, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { PlaceholderType } from "../states";
import { audited } from "./audited";
import { services } from "./services";

/** A value that each row of a file brings: `name` as it stands between {{ and }}; `fallback` as typed, null = required. */
export type Placeholder = { name: string; type: PlaceholderType; fallback: string | null };

/** Modello: a text of a service, kept under a name. Its versions are rows of `templates`. */
export const models = pgTable(
  "models",
  {
    id: uuid().primaryKey().defaultRandom(),
    serviceId: uuid()
      .notNull()
      .references(() => services.id),
    name: text().notNull(),
    /** The number of its last version; also what a form was shown. */
    version: integer().notNull().default(1),
    disabled: boolean().notNull().default(false),
    ...audited,
  },
  (t) => [uniqueIndex("models_name").on(t.serviceId, sql`lower(${t.name})`)],
);

/** A subject and a body with placeholders. Never changed: a new text is a new row. Of a model, or of one flow alone. */
export const templates = pgTable(
  "templates",
  {
    id: uuid().primaryKey().defaultRandom(),
    modelId: uuid().references(() => models.id),
    /** Which version of its model; 1 without a model. */
    version: integer().notNull().default(1),
    subject: text().notNull(),
    /** Markdown, with the front matter of the buttons when there are any. */
    body: text().notNull(),
    placeholders: jsonb().$type<Placeholder[]>().notNull().default([]),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    createdBy: text().notNull(),
  },
  (t) => [uniqueIndex("templates_version").on(t.modelId, t.version)],
);
