import type { Sql } from "@/db/client";
import type { Reachability, StopReason } from "@/db/states";
import { budgetUse } from "../appio/budget";
import { senderOf } from "../services/sender";
import { Circuit, type Fault } from "./circuit";
import { keyFault } from "./deliver";
import type { Engine } from "./engine";
import { grouped } from "./group";
import { holdFlow, isWanted } from "./lease";
import { Line, lanesOf } from "./line";
import { pump } from "./pump";

/** A person of a flow who was not asked yet. */
type Person = { fiscalCode: string; position: number };
type Asked = { fiscalCode: string; reachability: Reachability };

/** As for a send (deliver.ts). */
export type Reaching = { status: "over" | "waiting" | "more"; asked: number };

/**
 * Verifica raggiungibilità for about `seconds`: asks App IO once for each person of the rows that a send would take, and
 * keeps the answer on them. Who got no answer is asked again at the next checkpoint: asking changes nothing.
 */
export async function reachFlow(engine: Engine, input: { flowId: string; seconds: number }): Promise<Reaching> {
  const { sql } = engine;
  const { flowId } = input;
  const held = await holdFlow(engine, { ...input, job: "reach" });
  if (!held) return { status: (await isWanted(sql, "reach", flowId)) ? "waiting" : "over", asked: 0 };

  let fault: Fault | null = null;
  let asked = 0;
  let unanswered = 0;
  const onFault = (found: Fault) => {
    fault ??= found;
    held.halt();
  };
  try {
    const sender = await senderOf(sql, { flowId });
    fault = sender && keyFault(engine, sender);
    if (sender && !fault) {
      const line = new Line(engine, sender, "bulk", new Circuit(null), onFault);
      const keep = grouped(async (people: Asked[]) => {
        await keepAnswers(sql, flowId, people);
        return people.map(() => undefined);
      });
      let after = 0;
      await pump(held.beginning, lanesOf(await budgetUse(sql, sender.budgetId)), {
        take: async () => {
          const people = await peopleToAsk(sql, flowId, after);
          after = people.at(-1)?.position ?? after;
          return people;
        },
        work: async ({ fiscalCode }) => {
          const reachability = answerOf(await line.profile(fiscalCode, held.going));
          if (!reachability) unanswered += 1;
          else {
            await keep({ fiscalCode, reachability });
            asked += 1;
          }
        },
        giveBack: async () => {},
      });
    }
  } finally {
    await held.leave(null);
  }
  const over = fault !== null || !held.beginning.aborted;
  if (over) await endReach(sql, flowId, (fault as Fault | null)?.stop ?? null);
  return { status: over ? "over" : asked + unanswered > 0 ? "more" : "waiting", asked };
}

/** Who did not answer, or was refused, stays unasked: the send will ask. */
function answerOf(checked: Awaited<ReturnType<Line["profile"]>>): Reachability | null {
  if (checked?.outcome.kind === "allowed") return "allowed";
  if (checked?.outcome.kind !== "unreachable") return null;
  return checked.outcome.reason === "not-on-io" ? "not-on-io" : "sender-not-allowed";
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
