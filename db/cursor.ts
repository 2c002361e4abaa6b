import type { Row } from "postgres";
import type { Db, Tx } from "./client";

/** A query builder of drizzle, all of whose columns are named with `as`. */
type Query = { toSQL(): { sql: string; params: unknown[] } };

/**
 * The rows of a query, some hundreds at a time, from one cursor: flat memory, one snapshot, any number of rows. Holds
 * a connection until it is read to the end or left. Values come as the driver gives them: moments and days are texts.
 */
export async function* rowsOf<R>(db: Db | Tx, query: Query, batch = 500): AsyncGenerator<R[]> {
  if (!("$client" in db)) throw new Error("A cursor needs a connection of its own, not an open transaction");
  const { sql, params } = query.toSQL();
  // Safe because drizzle has already encoded the parameters, as it does for its own statements.
  const rows = db.$client.unsafe<R[] & Row[]>(sql, params as string[]).cursor(batch);
  for await (const some of rows) yield some;
}
