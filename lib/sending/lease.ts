import type { Sql } from "@/db/client";
import type { CircuitCount } from "@/db/schema/flows";

/** How long a run holds a flow without a sign of life. */
const LEASE_SECONDS = 15;

/**
 * One run at a time sends a flow: takes the lease or renews it, and answers what the circuit had counted and who pressed
 * the button; null when it is somebody else's or the flow is no longer In invio.
 */
export async function holdFlow(sql: Sql, flowId: string, lease: string) {
  const [held] = await sql<{ circuit: CircuitCount | null; by: string }[]>`
    update flows set lease_owner = ${lease}, lease_until = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})
    where id = ${flowId} and state = 'sending'
      and (lease_owner is null or lease_owner = ${lease} or lease_until < clock_timestamp())
    returning circuit, updated_by as by`;
  return held ?? null;
}

export async function leaveFlow(sql: Sql, flowId: string, lease: string, circuit: CircuitCount | null): Promise<void> {
  await sql`
    update flows set lease_owner = null, lease_until = null, circuit = ${circuit && JSON.stringify(circuit)}::text::jsonb
    where id = ${flowId} and lease_owner = ${lease}`;
}
