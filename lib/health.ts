import { eq, sql } from "drizzle-orm";
import type { Db, Sql } from "@/db/client";
import { heartbeats } from "@/db/schema/heartbeats";

/** Reconcile runs every minute: when it has not for so long, nothing picks up what stands still. Milliseconds. */
const SILENCE = 3 * 60_000;

/** The engine just ran the job that looks after all the others. */
export async function beat(sql: Sql): Promise<void> {
  await sql`
    insert into heartbeats (name, at) values (${ENGINE}, clock_timestamp())
    on conflict (name) do update set at = excluded.at`;
}

const ENGINE = "reconcile";

/**
 * Since when the engine is down, or null while it runs. A console that has just started gives it the time to come up:
 * `startedAt` is the start of this process.
 */
export async function engineDownSince(db: Db, now: Date, startedAt = processStart()): Promise<Date | null> {
  const last = await db.query.heartbeats.findFirst({ columns: { at: true }, where: eq(heartbeats.name, ENGINE) });
  const since = last && last.at > startedAt ? last.at : startedAt;
  return now.getTime() - since.getTime() > SILENCE ? (last?.at ?? startedAt) : null;
}

const processStart = () => new Date(Date.now() - process.uptime() * 1000);

/** Whether the database answers. */
export async function databaseAnswers(db: Db): Promise<boolean> {
  try {
    await db.execute(sql`select 1`);
    return true;
  } catch {
    return false;
  }
}
