import type { Sql } from "@/db/client";

/** How long a run holds a flow without a sign of life. */
const LEASE_SECONDS = 15;

/** One run at a time sends a flow: takes or renews it; false when it is somebody else's or no longer In invio. */
export async function holdFlow(sql: Sql, flowId: string, owner: string): Promise<boolean> {
  const held = await sql`
    update flows set lease_owner = ${owner}, lease_until = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})
    where id = ${flowId} and state = 'sending'
      and (lease_owner is null or lease_owner = ${owner} or lease_until < clock_timestamp())
    returning id`;
  return held.length > 0;
}

export async function leaveFlow(sql: Sql, flowId: string, owner: string): Promise<void> {
  await sql`
    update flows set lease_owner = null, lease_until = null where id = ${flowId} and lease_owner = ${owner}`;
}
