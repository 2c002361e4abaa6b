import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db, Tx } from "@/db/client";

export const pageSizes = [20, 50, 100] as const;

/** Which page of a list, counted from 1. */
export const paging = z.object({
  page: z.coerce.number().int().min(1).max(1_000_000).catch(1),
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
