import { randomUUID } from "node:crypto";
import type { Sql } from "@/db/client";
import type { CircuitCount } from "@/db/schema/flows";
import type { Engine } from "./engine";

/** How long a run holds a flow without a sign of life, and how often it gives one. Seconds. */
const LEASE = 15;
const SIGN = 1;
/** When a checkpoint ends, what is on its way has these seconds to end. */
const GRACE = 8;

/** What a run does with a flow. */
export type Job = "send" | "reach";

/** A flow that this run holds for one checkpoint. */
export type Held = {
  lease: string;
  /** Who pressed the button. */
  by: string;
  circuit: CircuitCount | null;
  /** Nothing new is begun after it: the checkpoint is over, or the flow is not ours to go on with. */
  beginning: AbortSignal;
  /** No call is begun after it: a person or a fault stopped the flow, or another run holds it. */
  going: AbortSignal;
  halt(): void;
  leave(circuit: CircuitCount | null): Promise<void>;
};

/** Flows that wait for the job. */
export const wanting = (sql: Sql, job: Job) =>
  job === "send"
    ? sql`state = 'sending'`
    : sql`state <> 'sending' and reach_requested_at is not null and reach_ended_at is null`;

/**
 * One run at a time works on a flow: takes the lease and looks each second whether the flow still wants the job. Null
 * when it does not, or somebody else holds it.
 */
export async function holdFlow(
  { sql, ending }: Pick<Engine, "sql" | "ending">,
  input: { job: Job; flowId: string; seconds: number },
): Promise<Held | null> {
  if (ending?.aborted) return null;
  const { job, flowId, seconds } = input;
  const lease = randomUUID();
  // Only the first may take a free lease: a sign of life on its way must not take again what was left.
  const hold = (free: boolean) => sql<{ circuit: CircuitCount | null; by: string }[]>`
    update flows set lease_owner = ${lease}, lease_until = clock_timestamp() + make_interval(secs => ${LEASE})
    where id = ${flowId} and ${wanting(sql, job)}
      and (lease_owner = ${lease} or (${free} and (lease_owner is null or lease_until < clock_timestamp())))
    returning case when state = 'sending' then circuit end as circuit, updated_by as by`;
  const [held] = await hold(true);
  if (!held) return null;

  const beginning = new AbortController();
  const going = new AbortController();
  const halt = () => {
    going.abort();
    beginning.abort();
  };
  ending?.addEventListener("abort", halt);
  const timers = [
    setInterval(() => hold(false).then(([still]) => still ?? halt(), halt), SIGN * 1000),
    setTimeout(() => beginning.abort(), seconds * 1000),
    setTimeout(halt, (seconds + GRACE) * 1000),
  ];
  return {
    ...held,
    lease,
    beginning: beginning.signal,
    going: going.signal,
    halt,
    async leave(circuit) {
      timers.forEach(clearTimeout);
      ending?.removeEventListener("abort", halt);
      await sql`
        update flows set lease_owner = null, lease_until = null, circuit = ${circuit && JSON.stringify(circuit)}::text::jsonb
        where id = ${flowId} and lease_owner = ${lease}`;
    },
  };
}

/** Whether the flow wants the job: asked by who could not take it, because another run holds it or the process is ending. */
export async function isWanted(sql: Sql, job: Job, flowId: string): Promise<boolean> {
  const rows = await sql`select 1 from flows where id = ${flowId} and ${wanting(sql, job)}`;
  return rows.length > 0;
}
