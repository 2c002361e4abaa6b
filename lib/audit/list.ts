import { and, desc, eq, lt, type SQL } from "drizzle-orm";
import { z } from "zod";
import { auditEntries, auditSeals } from "@/db/schema/audit";
import type { Context } from "../context";
import { between, contains, day, text } from "../criteria";
import { mustAdminister } from "../operators/access";

/** Entries on a page. */
const size = 50;

/** What one looks for in the register; `before`: the id of the entry that the page before ended with. */
export const registerSearch = z.object({
  dal: day,
  al: day,
  utente: text,
  azione: text,
  oggetto: z.uuid().optional().catch(undefined),
  prima: z.coerce.number().int().positive().optional().catch(undefined),
});
export type RegisterSearch = z.output<typeof registerSearch>;

/** The register, newest first, for whoever administers. */
export async function listRegister(ctx: Context, search: RegisterSearch) {
  mustAdminister(ctx);
  const { dal, al, utente, azione, oggetto, prima } = search;
  const conditions: (SQL | undefined)[] = [
    between(auditEntries.at, dal, al),
    utente ? contains(auditEntries.actor, utente) : undefined,
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
