import type { Sql } from "@/db/client";

/** Uploads that nobody is reading, oldest first; `uploads_open` answers. */
export async function standingUploads(sql: Sql): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from uploads
    where state in ('waiting', 'reading') and (lease_until is null or lease_until < clock_timestamp())
    order by created_at limit 20`;
  return rows.map(({ id }) => id);
}
