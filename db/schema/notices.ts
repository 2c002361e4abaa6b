import { bigserial, index, pgTable, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { noticeKinds } from "../states";
import { flows } from "./flows";
import { services } from "./services";

/** What happened to a flow, once for each fact: the same kind at the same moment is the same notice. */
export const notices = pgTable(
  "notices",
  {
    id: bigserial({ mode: "number" }).primaryKey(),
    kind: text({ enum: noticeKinds }).notNull(),
    at: timestamp({ withTimezone: true }).notNull(),
    flowId: uuid()
      .notNull()
      .references(() => flows.id),
    serviceId: uuid()
      .notNull()
      .references(() => services.id),
    /** Null = not mailed yet, or no mail server then. */
    mailedAt: timestamp({ withTimezone: true }),
  },
  (t) => [uniqueIndex("notices_once").on(t.flowId, t.kind, t.at), index("notices_service").on(t.serviceId, t.id)],
);
