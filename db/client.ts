import type { Writable } from "node:stream";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { keepValuesOutOfErrors } from "./errors";
import * as applications from "./schema/applications";
import * as audit from "./schema/audit";
import * as flows from "./schema/flows";
import * as heartbeats from "./schema/heartbeats";
import * as models from "./schema/models";
import * as notices from "./schema/notices";
import * as notifications from "./schema/notifications";
import * as operators from "./schema/operators";
import * as organizations from "./schema/organizations";
import * as searches from "./schema/searches";
import * as services from "./schema/services";
import * as uploads from "./schema/uploads";

keepValuesOutOfErrors();

const schema = {
  ...applications,
  ...audit,
  ...flows,
  ...heartbeats,
  ...models,
  ...notices,
  ...notifications,
  ...operators,
  ...organizations,
  ...searches,
  ...services,
  ...uploads,
};

/** Raw postgres.js, for bulk statements; inside a transaction of `Db` use its `sql` template instead. */
export type Sql = postgres.Sql;
export type Db = ReturnType<typeof open>["db"];
export type Tx = Parameters<Parameters<Db["transaction"]>[0]>[0];

/** postgres.js under a transaction of drizzle, for the one thing that drizzle cannot say: COPY. */
export const copyInto = (tx: Db | Tx, statement: string): Promise<Writable> =>
  // Safe because drizzle's session for postgres.js is made with the client of its transaction.
  (tx as unknown as { session: { client: Sql } }).session.client.unsafe(statement).writable();

/** Seconds before the next connection is tried: the default grows to 20, and answers wait to be written down. */
const backoff = (retries: number) => Math.min(0.1 * 2 ** retries, 1) * (0.5 + Math.random() / 2);

/** Opens a pool. One per process: the app takes it from `connection()`. */
export function open(url: string, options: postgres.Options<Record<string, never>> = {}) {
  const sql = postgres(url, { max: 12, idle_timeout: 60, backoff, onnotice: () => {}, ...options });
  return { sql, db: drizzle(sql, { schema, casing: "snake_case" }) };
}

/** The pool of this process; kept on globalThis because hot reload duplicates modules. */
export function connection(url: string) {
  const held = globalThis as { flussioConnection?: ReturnType<typeof open> };
  held.flussioConnection ??= open(url);
  return held.flussioConnection;
}
