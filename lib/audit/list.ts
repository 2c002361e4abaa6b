import { and, desc, eq, ilike, lt, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { auditEntries, auditSeals } from "@/db/schema/audit";
import type { Context } from "../context";
import { mustAdminister } from "../operators/access";

/** Entries on a page. */
const size = 50;

const text = z.string().trim().max(200).optional().catch(undefined);

/** What one looks for in the register; `before`: the id of the entry that the page before ended with. */
export const registerSearch = z.object({
  dal: z.iso.date().optional().catch(undefined),
  al: z.iso.date().optional().catch(undefined),
  utente: text,
  azione: text,
  oggetto: z.uuid().optional().catch(undefined),
  prima: z.coerce.number().int().positive().optional().catch(undefined),
});
export type RegisterSearch = z.output<typeof registerSearch>;

/** The register, newest first, for whoever administers. */
export async function listRegister(ctx: Context, search: RegisterSearch) {
  mustAdminister(ctx);
  const { dal, al = dal, utente, azione, oggetto, prima } = search;
  const conditions: (SQL | undefined)[] = [
    dal ? sql`${auditEntries.at} >= (${dal}::date)::timestamp at time zone 'Europe/Rome'` : undefined,
    al ? sql`${auditEntries.at} < (${al}::date + 1)::timestamp at time zone 'Europe/Rome'` : undefined,
    utente ? ilike(auditEntries.actor, `%${utente.replace(/[\\%_]/g, "\\$&")}%`) : undefined,
    azione ? eq(auditEntries.verb, azione) : undefined,
    oggetto ? eq(auditEntries.subjectId, oggetto) : undefined,
    prima ? lt(auditEntries.id, prima) : undefined,
  ];
  const rows = await ctx.db
    .select()
    .from(auditEntries)
    .where(and(...conditions))
    .orderBy(desc(auditEntries.id))
    .limit(size + 1);
  const [sealed] = await ctx.db.select({ at: auditSeals.at }).from(auditSeals).orderBy(desc(auditSeals.id)).limit(1);
  const entries = rows.slice(0, size);
  return { entries, older: rows.length > size ? (entries.at(-1)?.id ?? null) : null, sealedAt: sealed?.at ?? null };
}
