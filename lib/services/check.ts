import { and, eq } from "drizzle-orm";
import { organizations } from "@/db/schema/organizations";
import { services } from "@/db/schema/services";
import type { ConnectionFinding } from "@/db/states";
import { slotsOf } from "../appio/slots";
import { record } from "../audit/record";
import type { Context } from "../context";
import { mustAdminister } from "../operators/access";
import { notFound } from "../refusal";
import type { Engine } from "../sending/engine";
import { budgetUse } from "./budget-use";
import { type Question, questions, verdictOf } from "./connection";
import { openKey } from "./key";

/** How long a person waits for a slot when the platform asked for a pause. Milliseconds. */
const PATIENCE = 8_000;
/** When App IO asks to slow down without saying for how long. */
const DEFAULT_PAUSE_SECONDS = 5;

/** `seconds`: the pause that App IO asked for; null with every other finding. */
export type Checked = { finding: ConnectionFinding; seconds: number | null };

/**
 * Verifica connessione: real calls to App IO, through the ente's budget, that send nothing to anybody. What is found is
 * kept with its time, unless the key was changed meanwhile.
 */
export async function checkConnection(
  ctx: Context & { engine: Engine },
  { serviceId }: { serviceId: string },
): Promise<Checked> {
  mustAdminister(ctx);
  const [service] = await ctx.db
    .select({ sealedKey: services.sealedKey, budgetId: organizations.budgetId })
    .from(services)
    .innerJoin(organizations, eq(organizations.id, services.organizationId))
    .where(eq(services.id, serviceId));
  if (!service) throw notFound();
  const checked = await ask(ctx.engine, service);
  await ctx.db.transaction(async (tx) => {
    const [kept] = await tx
      .update(services)
      .set({ connection: checked.finding, connectionAt: new Date() })
      .where(and(eq(services.id, serviceId), eq(services.sealedKey, service.sealedKey)))
      .returning({ id: services.id });
    if (kept) await record({ ...ctx, db: tx }, "service.check", serviceId, { finding: checked.finding });
  });
  return checked;
}

async function ask(engine: Engine, service: { sealedKey: string; budgetId: string }): Promise<Checked> {
  const key = opened(service.sealedKey, engine.sealingKey);
  if (key === null) return { finding: "key-unreadable", seconds: null };
  const slots = slotsOf(engine.sql, service.budgetId, "person");
  const going = AbortSignal.timeout(PATIENCE);
  let question: Question = "test-code";
  for (;;) {
    if (!(await slots.take(going))) {
      const { pausedSeconds } = await budgetUse(engine.sql, service.budgetId);
      return { finding: "slow-down", seconds: pausedSeconds || DEFAULT_PAUSE_SECONDS };
    }
    const answer = await engine.appio.profile(key, questions[question]);
    slots.heed(answer);
    const verdict = verdictOf(question, answer);
    if ("ask" in verdict) {
      question = verdict.ask;
      continue;
    }
    const retryAfter = answer.kind === "answered" ? answer.retryAfter : null;
    const seconds = verdict.finding === "slow-down" ? (retryAfter ?? DEFAULT_PAUSE_SECONDS) : null;
    return { finding: verdict.finding, seconds };
  }
}

function opened(sealedKey: string, sealingKey: string): string | null {
  try {
    return openKey(sealedKey, sealingKey);
  } catch {
    return null;
  }
}
