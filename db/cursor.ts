import postgres, { type Row } from "postgres";
import type { Db, Sql, Tx } from "./client";

/** A query builder of drizzle, all of whose columns are named with `as`. */
type Query = { toSQL(): { sql: string; params: unknown[] } };

/**
 * The rows of a query, some hundreds at a time, from one cursor: flat memory, one snapshot, any number of rows. Holds
 * a connection until it is read to the end or left, from a small pool of its own: slow downloads wait for one another and
 * for nobody else. Values come as the driver gives them: moments and days are texts.
 */
export async function* rowsOf<R>(db: Db | Tx, query: Query, batch = 500): AsyncGenerator<R[]> {
  if (!("$client" in db)) throw new Error("A cursor needs a connection of its own, not an open transaction");
  const { sql, params } = query.toSQL();
  // Safe because drizzle has already encoded the parameters, as it does for its own statements.
  const rows = downloads(db.$client)
    .unsafe<R[] & Row[]>(sql, params as string[])
    .cursor(batch);
  for await (const some of rows) yield some;
}

const DOWNLOADS = 4;

const pools = new WeakMap<Sql, Sql>();

function downloads(client: Sql): Sql {
  const known = pools.get(client);
  if (known) return known;
  // Safe because the driver opens its own further pools from the options of an open one.
  const options = { ...client.options, max: DOWNLOADS, idle_timeout: 10 } as unknown as postgres.Options<
    Record<string, never>
  >;
  const pool = postgres(options);
  pools.set(client, pool);
  return pool;
}
