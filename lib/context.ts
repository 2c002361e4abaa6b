import type { Db, Sql, Tx } from "@/db/client";
import type { Permission } from "@/db/states";

/** A person at the console, with the grants that Postgres held when the request began. */
export type Operator = {
  kind: "operator";
  id: string;
  /** What "Effettuata da" shows. */
  name: string;
  fullName: string;
  /** Services enabled for each permission, through any of the operator's roles. */
  grants: ReadonlyMap<Permission, readonly string[]>;
  /** Services enabled through any role: what the operator may see. */
  services: readonly string[];
  administers: boolean;
};

/** Another program of the ente, with the services it is bound to when the request began. */
export type Application = {
  kind: "application";
  id: string;
  name: string;
  grants: ReadonlyMap<Permission, readonly string[]>;
  services: readonly string[];
  administers: false;
};

/** A job of the engine, seen in timelines under its name. */
export type System = { kind: "system"; name: string };

export type Actor = Operator | Application | System;

/** A hint for the engine; carries ids only. Postgres is the truth: a lost hint delays, never breaks. */
export type Hint =
  | { name: "flussio/flow.send"; data: { flowId: string } }
  | { name: "flussio/flow.reach"; data: { flowId: string } }
  | { name: "flussio/upload.received"; data: { uploadId: string } }
  | { name: "flussio/notifications.requested"; data: { serviceId: string } }
  | { name: "flussio/reconcile"; data: Record<string, never> };

/** What every verb gets. `emit` sends a hint at once: verbs call it after their transaction has committed. */
export type Context = {
  db: Db | Tx;
  /** The same pool without drizzle, for bulk statements and for what follows the commit. */
  sql: Sql;
  actor: Actor;
  now: Date;
  emit: (hint: Hint) => void;
};
