import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { uploads } from "@/db/schema/uploads";
import type { UploadState } from "@/db/states";
import { importWorkbook } from "../notifications/import";
import { loadOperator } from "../operators/session";
import { notFound, Refusal } from "../refusal";
import type { Engine } from "../sending/engine";
import { takeContent } from "./content";
import { type ImportOutcome, storedOutcome } from "./outcome";

/** Seconds without a sign after which another process may take a reading over, and between two signs. */
const lease = 30;
const sign = 5;

/** Readings after which a file is given up: what ends its process each time would go on doing so. */
const mostRuns = 3;

type Taken = typeof uploads.$inferSelect & { leaseOwner: string };

/** Somebody else has taken the reading over: nothing of this one may be stored. */
class LostLease extends Error {}

/**
 * Reads an upload and imports it, on behalf of who sent it and with the grants of now. One reading at a time: what it
 * stores and how it ended are written in one transaction, or not at all.
 */
export async function importUpload(
  { db, sql: pool }: Pick<Engine, "db" | "sql">,
  { uploadId }: { uploadId: string },
): Promise<void> {
  const taken = await take(db, uploadId);
  if (!taken) return;
  let progress = 0;
  const signs = setInterval(() => extend(db, taken, progress).catch(() => {}), sign * 1000);
  try {
    if (taken.runs > mostRuns) return await end(db, taken, { ok: false, kind: "interrupted" });
    const actor = await loadOperator(db, taken.operatorId);
    if (!actor) throw notFound();
    const content = await takeContent(db, uploadId);
    const { flowId, fileName, sha256, mode, replace } = taken;
    const ctx = { db, sql: pool, actor, now: new Date(), emit: () => {} };
    const outcome = await importWorkbook(ctx, {
      ...{ flowId, fileName, sha256, mode, replace, file: content.file },
      onPart: (part) => {
        progress = part;
      },
      seal: (tx, result, importId) => end(tx, taken, result, importId),
    }).finally(content.remove);
    if (!outcome.ok) await end(db, taken, outcome);
  } catch (error) {
    if (error instanceof LostLease) return;
    if (!(error instanceof Refusal)) {
      await release(db, taken);
      throw error;
    }
    await end(db, taken, { ok: false, kind: "refused", refusal: error });
  } finally {
    clearInterval(signs);
  }
}

async function take(db: Db, uploadId: string): Promise<Taken | null> {
  const leaseOwner = randomUUID();
  const [taken] = await db
    .update(uploads)
    .set({ state: "reading", leaseOwner, leaseUntil: leaseFromNow, runs: sql`${uploads.runs} + 1`, progress: 0 })
    .where(
      and(
        eq(uploads.id, uploadId),
        sql`${uploads.state} in ('waiting', 'reading')`,
        sql`(${uploads.leaseUntil} is null or ${uploads.leaseUntil} < clock_timestamp())`,
      ),
    )
    .returning();
  return taken ? { ...taken, leaseOwner } : null;
}

const leaseFromNow = sql`clock_timestamp() + make_interval(secs => ${lease})`;

const held = ({ id, leaseOwner }: Taken) =>
  and(eq(uploads.id, id), eq(uploads.leaseOwner, leaseOwner), eq(uploads.state, "reading"));

const extend = (db: Db, taken: Taken, progress: number) =>
  db.update(uploads).set({ leaseUntil: leaseFromNow, progress }).where(held(taken));

/** Lets the next reading begin at once. */
const release = (db: Db, taken: Taken) => db.update(uploads).set({ leaseUntil: null }).where(held(taken));

async function end(db: Db | Tx, taken: Taken, outcome: ImportOutcome, importId?: string) {
  const ended = { outcome: storedOutcome(outcome), importId, progress: 1, leaseUntil: null, endedAt: sql`now()` };
  const written = await db
    .update(uploads)
    .set({ state: stateOf(outcome), ...ended })
    .where(held(taken))
    .returning({ id: uploads.id });
  if (written.length === 0) throw new LostLease();
}

function stateOf(outcome: ImportOutcome): UploadState {
  if (outcome.ok) return "imported";
  return outcome.kind === "interrupted" ? "failed" : "refused";
}
