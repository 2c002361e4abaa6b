import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { flows } from "@/db/schema/flows";
import { notifications } from "@/db/schema/notifications";
import { services } from "@/db/schema/services";
import { record } from "../audit/record";
import { lockFlow, touched } from "../flows/lock";
import { traceVoided, voided } from "../flows/reopen";
import { transition } from "../flows/state";
import { checkContent, type Problem } from "../notifications/content";
import { notFound } from "../refusal";
import { draftOfSubmitted } from "./content";
import type { FlowRow } from "./contract";
import { mustBeOwn } from "./own";
import { type ByApplication, digestOf, takePair } from "./pair";

export type RowProblem = Problem & { row: number };

/** Some rows are wrong: none was stored. `row` counts from 0 in the request. */
export class WrongRows extends Error {
  constructor(readonly problems: RowProblem[]) {
    super("Wrong rows");
  }
}

/** Adds rows to a flow of the application that is being prepared: all of the request or none. */
export async function addRows(
  ctx: ByApplication,
  { flowId, rows }: { flowId: string; rows: readonly FlowRow[] },
): Promise<{ added: number; known: number }> {
  await mustBeOwn(ctx, "flow", flowId);
  return ctx.db.transaction(async (tx) => {
    const inside = { ...ctx, db: tx };
    const flow = await lockFlow(inside, { flowId }, { permission: "compose", event: "import" });
    const service = await tx.query.services.findFirst({ where: eq(services.id, flow.serviceId) });
    if (!service) throw notFound();
    const read = rows.map((row) => checkContent(draftOfSubmitted(row), service));
    const problems = read.flatMap((one, row) => (one.ok ? [] : one.problems.map((problem) => ({ ...problem, row }))));
    if (problems.length > 0) throw new WrongRows(problems);

    const by = { createdAt: ctx.now, createdBy: ctx.actor.name, updatedAt: ctx.now, updatedBy: ctx.actor.name };
    const added: (typeof notifications.$inferInsert)[] = [];
    for (const [index, row] of rows.entries()) {
      const one = read[index];
      const id = randomUUID();
      const pair = { kind: "row", context: flowId, key: row.key, digest: digestOf(row) } as const;
      if (!one?.ok || (await takePair(inside, pair, id)) !== null) continue;
      added.push({ id, flowId, serviceId: flow.serviceId, key: row.key, ...one.content, ...by });
    }
    if (added.length > 0) {
      await tx.insert(notifications).values(added);
      const state = transition(flow.state, flow.event) ?? flow.state;
      await tx
        .update(flows)
        .set({ state, ...voided, ...touched(ctx) })
        .where(eq(flows.id, flowId));
      await record(inside, "flow.add-rows", flowId, { rows: added.length });
      await traceVoided(inside, flow);
    }
    return { added: added.length, known: rows.length - added.length };
  });
}
