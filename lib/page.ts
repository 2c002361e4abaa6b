import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db, Tx } from "@/db/client";

export const pageSizes = [20, 50, 100] as const;

/**
 * Which page of a list, counted from 1; from -1 backwards where there are more rows than are counted. There `after` and
 * `before` say from which row to go on (lib/notifications/order.ts), and the number only tells the reader where he is.
 */
const cursor = z
  .string()
  .regex(/^-?\d{1,19}(\.\d{1,19}){0,2}$/)
  .optional()
  .catch(undefined);
export const paging = z.object({
  page: z.coerce
    .number()
    .int()
    .min(-1_000_000)
    .max(1_000_000)
    .refine((page) => page !== 0)
    .catch(1),
  after: cursor,
  before: cursor,
  size: z.coerce
    .number()
    .int()
    .refine((size) => pageSizes.some((known) => known === size))
    .catch(20),
  descending: z.stringbool().catch(true),
});

/** One page of a list; `total` is exact up to `countLimit`, beyond it the screen says "oltre 10.000". */
export type Page<Row> = { rows: Row[]; total: number; page: number; size: number };

export const countLimit = 10_000;

/** Counts the rows of a query up to one past the limit, so that a count never costs more than that. */
export async function countUpTo(db: Db | Tx, from: SQL, conditions: SQL): Promise<number> {
  const [row] = await db.execute<{ n: number }>(
    sql`select count(*)::int as n from (select 1 from ${from} where ${conditions} limit ${countLimit + 1}) counted`,
  );
  return row?.n ?? 0;
}
