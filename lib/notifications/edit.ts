import { eq } from "drizzle-orm";
import { notifications } from "@/db/schema/notifications";
import { record } from "../audit/record";
import type { Context } from "../context";
import { type Edit, rowChanged } from "../flows/reopen";
import { Refusal } from "../refusal";
import { checkContent, type Draft } from "./content";
import { lockNotification, touched } from "./lock";
import { rowsEditableIn } from "./state";

/** Aggiorna: corrects the content of a notification that has not left. */
export async function editNotification(
  ctx: Context,
  input: { id: string; version: number; draft: Draft },
): Promise<Edit> {
  return ctx.db.transaction(async (tx) => {
    const inside = { ...ctx, db: tx };
    const row = await lockNotification(inside, input, { permission: "compose", event: "edit" });
    // What may have been delivered stays as it was posted, until a person has decided.
    if (row.reason === "uncertain") throw new Refusal("uncertain-needs-decision", {});
    if (row.flow && !rowsEditableIn.includes(row.flow.state)) {
      throw new Refusal("notification-in-flow", { state: row.flow.state });
    }
    const checked = checkContent(input.draft, row.service);
    if (!checked.ok && row.trialOf && checked.problems.some(({ code }) => code === "fiscal-code-not-enabled")) {
      throw new Refusal("trial-recipient", { serviceName: row.service.name });
    }
    if (!checked.ok) throw new Refusal("invalid-content", { problems: checked.problems });
    await tx
      .update(notifications)
      .set({
        ...checked.content,
        ...(checked.content.fiscalCode === row.fiscalCode ? {} : { reachability: null, reachabilityAt: null }),
        editedAt: ctx.now,
        ...touched(ctx),
      })
      .where(eq(notifications.id, input.id));
    await record(inside, "notification.edit", input.id, { fields: Object.keys(checked.content) });
    return row.flow ? rowChanged(inside, row.flow) : { unscheduled: false };
  });
}
