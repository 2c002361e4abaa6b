import type { Sql } from "@/db/client";
import type { Reachability, StopReason } from "@/db/states";
import { checkpoint } from "./checkpoint";
import type { Engine } from "./engine";
import { grouped } from "./group";

/** A person of a flow who was not asked yet. */
type Person = { fiscalCode: string; position: number };
type Asked = { fiscalCode: string; reachability: Reachability };

/**
 * Verifica raggiungibilità for about `seconds`: asks App IO once for each person of the rows that a send would take, and
 * keeps the answer on them. Who got no answer is asked again at the next checkpoint: asking changes nothing.
 */
export async function reachFlow(engine: Engine, input: { flowId: string; seconds: number }) {
  const { sql } = engine;
  const { flowId } = input;
  let asked = 0;
  const keep = grouped((people: Asked[]) => keepAnswers(sql, flowId, people));
  const status = await checkpoint<Person>(engine, input, {
    job: "reach",
    begin: (_, line, { going }) => ({
      take: (after) => peopleToAsk(sql, flowId, after),
      work: async ({ fiscalCode }) => {
        const outcome = (await line.profile(fiscalCode, going))?.outcome;
        // Who did not answer, or was refused, stays unasked: the send will ask.
        if (outcome?.kind !== "allowed" && outcome?.kind !== "unreachable") return;
        await keep({ fiscalCode, reachability: outcome.kind === "allowed" ? "allowed" : outcome.reason });
        asked += 1;
      },
      giveBack: async () => {},
    }),
    stop: ({ stop }) => endReach(sql, flowId, stop),
    end: async (_, through) => through && endReach(sql, flowId, null),
  });
  return { status, asked };
}

/** The next people in the order of sending, each at the first row of theirs. */
function peopleToAsk(sql: Sql, flowId: string, after: number): Promise<Person[]> {
  return sql<Person[]>`
    select n.fiscal_code as "fiscalCode", n.position::float8 as position
    from notifications n join flows f on f.id = n.flow_id
    where n.flow_id = ${flowId} and n.position > ${after} and n.state = 'registered' and not n.disabled
      and (n.reachability_at is null or n.reachability_at < f.reach_requested_at)
      and not exists (select 1 from notifications e where e.flow_id = n.flow_id and e.fiscal_code = n.fiscal_code
        and e.position < n.position and e.state = 'registered' and not e.disabled)
    order by n.position limit 128`;
}

async function keepAnswers(sql: Sql, flowId: string, people: readonly Asked[]): Promise<void> {
  await sql`
    update notifications n set reachability = a.reachability, reachability_at = clock_timestamp()
    from unnest(${people.map((one) => one.fiscalCode)}::text[], ${people.map((one) => one.reachability)}::text[])
      as a(fiscal_code, reachability)
    where n.flow_id = ${flowId} and n.fiscal_code = a.fiscal_code and n.state = 'registered'`;
}

async function endReach(sql: Sql, flowId: string, fault: StopReason | null): Promise<void> {
  await sql`
    update flows set reach_ended_at = clock_timestamp(), reach_fault = ${fault}
    where id = ${flowId} and reach_requested_at is not null and reach_ended_at is null`;
}
