import { and, type Column, gte, ilike, lt, type SQL, sql } from "drizzle-orm";
import { z } from "zod";

/** What searches have in common. Wrong values are ignored: a mistyped URL shows more, it does not fail. */
export const text = z
  .string()
  .trim()
  .max(200)
  .refine((typed) => !typed.includes("\0"))
  .optional()
  .catch(undefined);
export const day = z.iso
  .date()
  .refine((typed) => typed >= "1900")
  .optional()
  .catch(undefined);

/** The column contains what was typed, whatever the case; wildcards are taken as text. */
export const contains = (column: Column | SQL, typed: string) => ilike(column, `%${typed.replace(/[\\%_]/g, "\\$&")}%`);

/** The uuid begins with what was typed; nothing does when that is no beginning of a uuid. */
export function startsWith(column: Column, typed: string): SQL {
  const digits = typed.toLowerCase().replaceAll("-", "");
  if (!/^[0-9a-f]{1,32}$/.test(digits)) return sql`false`;
  // A range, because an index on a uuid knows nothing of its text.
  return sql`${column} between ${digits.padEnd(32, "0")}::uuid and ${digits.padEnd(32, "f")}::uuid`;
}

/** Italian days from/to, both included; one alone of the two means that day only. */
export function between(column: Column, from: string | undefined, to: string | undefined): SQL | undefined {
  const first = from ?? to;
  const last = to ?? from;
  if (!first || !last) return undefined;
  return and(gte(column, midnight(first)), lt(column, sql`${midnight(last)} + interval '1 day'`));
}

const midnight = (value: string) => sql`(${value}::date::timestamp at time zone 'Europe/Rome')`;
