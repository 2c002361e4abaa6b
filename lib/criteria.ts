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
export const contains = (column: Column, typed: string) => ilike(column, `%${typed.replace(/[\\%_]/g, "\\$&")}%`);

/** The uuid begins with what was typed. */
export const startsWith = (column: Column, typed: string) =>
  sql`${column}::text like ${`${typed.toLowerCase().replace(/[^0-9a-f-]/g, "_")}%`}`;

/** Italian days from/to, both included; one alone of the two means that day only. */
export function between(column: Column, from: string | undefined, to: string | undefined): SQL | undefined {
  const first = from ?? to;
  const last = to ?? from;
  if (!first || !last) return undefined;
  return and(gte(column, midnight(first)), lt(column, sql`${midnight(last)} + interval '1 day'`));
}

const midnight = (value: string) => sql`(${value}::date::timestamp at time zone 'Europe/Rome')`;
