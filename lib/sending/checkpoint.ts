import { budgetUse } from "../services/budget-use";
import { type Sender, senderOf } from "../services/sender";
import { Circuit, type Fault } from "./circuit";
import type { Engine } from "./engine";
import { type Held, holdFlow, isWanted, type Job } from "./lease";
import { keyFault, Line, lanesOf } from "./line";
import { pump } from "./pump";

/** What is done with the rows of a flow. */
type Work<Row> = {
  /** The next rows, in the order of sending, from a position on. */
  take: (after: number, limit: number) => Promise<Row[]>;
  work: (row: Row) => Promise<void>;
  giveBack: (rows: Row[]) => Promise<void>;
};

type Kind<Row> = {
  job: Job;
  /** What keeps the flow from beginning, before any call is made. */
  faultBefore?: (sender: Sender) => Promise<Fault | null>;
  begin: (sender: Sender, line: Line, held: Held) => Work<Row>;
  /** Writes that a fault stopped the flow. */
  stop: (fault: Fault, lease: string) => Promise<unknown>;
  /** `through`: there was no more to take. */
  end: (taken: number, through: boolean) => Promise<unknown>;
};

/**
 * `over`: nothing is left to do, or the flow was stopped. `waiting`: another run holds the flow, or what is left is in the
 * claims of a dead process.
 */
export type Status = "over" | "waiting" | "more";

/**
 * Works on a flow for about `seconds` and gives back what it did not begin: one checkpoint of the workflow. Stops within
 * a second when a person or a fault stops the flow, or when another run holds it.
 */
export async function checkpoint<Row extends { position: number }>(
  engine: Engine,
  input: { flowId: string; seconds: number },
  kind: Kind<Row>,
): Promise<Status> {
  const held = await holdFlow(engine, { ...input, job: kind.job });
  const taken = held ? await workOn(engine, input.flowId, kind, held) : 0;
  if (!(await isWanted(engine.sql, kind.job, input.flowId))) return "over";
  return taken > 0 ? "more" : "waiting";
}

async function workOn<Row extends { position: number }>(engine: Engine, flowId: string, kind: Kind<Row>, held: Held) {
  const circuit = new Circuit(held.circuit);
  let stopping: Promise<unknown> | undefined;
  const onFault = (fault: Fault) => {
    held.halt();
    stopping ??= kind.stop(fault, held.lease);
    stopping.catch(() => {}); // awaited below, once the rows on their way have ended
  };
  let taken = 0;
  try {
    const sender = await senderOf(engine.sql, { flowId });
    const fault = sender && ((await kind.faultBefore?.(sender)) ?? keyFault(engine, sender));
    if (fault) onFault(fault);
    else if (sender) {
      const { take, ...work } = kind.begin(sender, new Line(engine, sender, "bulk", circuit, onFault), held);
      const lanes = lanesOf(await budgetUse(engine.sql, sender.budgetId));
      let after = 0;
      const next = async () => {
        const rows = await take(after, lanes);
        after = rows.at(-1)?.position ?? after;
        return rows;
      };
      taken = await pump(held.beginning, lanes, { ...work, take: next });
    }
    await stopping;
  } finally {
    await stopping?.catch(() => {}); // what stops the flow is written under this lease
    await held.leave(circuit.count);
  }
  await kind.end(taken, !held.beginning.aborted);
  return taken;
}
