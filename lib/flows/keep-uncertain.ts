import { sql } from "drizzle-orm";
import { attempts, notifications } from "@/db/schema/notifications";
import type { AttemptOutcome } from "@/db/states";
import { record } from "../audit/record";
import type { Context } from "../context";
import { isUndecided } from "../notifications/search";
import { Refusal } from "../refusal";
import { lockFlow } from "./lock";

const kept: AttemptOutcome = "keep";

/**
 * The answer "non inviare di nuovo" on every uncertain notification of a flow that nobody has decided on: what
 * decideUncertain does on one. There is no such verb for the other answer (product.md §1). `count` and `version` are
 * what the confirmation showed; if another row became uncertain meanwhile, or one was decided on, nothing is written.
 */
export async function keepUncertain(
  ctx: Context,
  input: { flowId: string; version: number; count: number; motive?: string },
): Promise<void> {
  const { flowId, count } = input;
  const now = sql`${ctx.now.toISOString()}::timestamptz`;
  await ctx.db.transaction(async (tx) => {
    const inside = { ...ctx, db: tx };
    await lockFlow(inside, input, { permission: "send", event: "decide" });
    const decided = await tx.execute(sql`
      with decided as (
        update ${notifications} set claim_id = null, decided_at = ${now},
          version = version + 1, updated_at = ${now}, updated_by = ${ctx.actor.name}
        where ${notifications.flowId} = ${flowId} and not ${notifications.disabled} and ${isUndecided}
        returning id
      )
      insert into ${attempts} (notification_id, kind, at, by, outcome, note)
      select id, 'decision', ${now}, ${ctx.actor.name}::text, ${kept}::text, ${input.motive || null}::text from decided`);
    if (decided.count !== count) throw new Refusal("changed-meanwhile", {});
    await record(inside, "flow.keep-uncertain", flowId, { count });
  });
}
