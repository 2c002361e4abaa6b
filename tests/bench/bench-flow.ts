import type { Sql } from "@/db/client";

/** A flow in preparation without rows; its id. */
export async function addFlow(sql: Sql, serviceId: string): Promise<string> {
  const [flow] = await sql<{ id: string }[]>`
    insert into flows (service_id, note, created_by, updated_by) values (${serviceId}, 'banco', 'banco', 'banco')
    returning id`;
  if (!flow) throw new Error("the flow was not stored");
  return flow.id;
}
