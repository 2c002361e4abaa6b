import { setTimeout as sleep } from "node:timers/promises";
import { type Db, open, type Sql } from "@/db/client";

export type Connection = { sql: Sql; db: Db };

/** A statement that has not answered after this (ms) is asked again on another connection. */
const DEADLINE = 15_000;
/** How long Postgres may be away, in ms. */
const PATIENCE = 120_000;

/**
 * A connection for a harness that kills its server: what fails or hangs is asked again on a new one, so whatever is
 * asked must bear to be asked twice.
 */
export function lastingConnection(url: string) {
  // An idle connection would keep the supervisor of an orphaned Postgres waiting for it.
  const connect = () => open(url, { max: 2, idle_timeout: 1, connect_timeout: 5 });
  let connection = connect();

  async function ask<Result>(statement: (connection: Connection) => PromiseLike<Result>): Promise<Result> {
    for (const deadline = Date.now() + PATIENCE; ; await sleep(200)) {
      const used = connection;
      const tooLate = new AbortController();
      try {
        return await Promise.race([
          statement(used),
          sleep(DEADLINE, null, { signal: tooLate.signal }).then(() => {
            throw new Error(`no answer of Postgres within ${DEADLINE / 1000} s`);
          }),
        ]);
      } catch (error) {
        if (Date.now() > deadline) throw error;
        if (used === connection) connection = connect();
        used.sql.end({ timeout: 0 }).catch(() => {});
      } finally {
        tooLate.abort();
      }
    }
  }

  return { ask, end: () => connection.sql.end({ timeout: 1 }).catch(() => {}) };
}
export type LastingConnection = ReturnType<typeof lastingConnection>;
