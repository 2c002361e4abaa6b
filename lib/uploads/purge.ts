import type { Sql } from "@/db/client";

/** How long a file and what was wrong with it are kept, in days. */
export const keptDays = 7;

/** Removes the files that ended long ago, with what was said of their rows; answers how many. */
export async function purgeUploads(sql: Sql): Promise<number> {
  const { count } = await sql`delete from uploads where ended_at < now() - make_interval(days => ${keptDays})`;
  return count;
}
