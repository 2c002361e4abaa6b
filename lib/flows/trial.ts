import { createHash } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { notifications } from "@/db/schema/notifications";
import type { StopReason } from "@/db/states";
import { record } from "../audit/record";
import type { Context } from "../context";
import { Refusal } from "../refusal";
import { deliverNotification } from "../sending/deliver-one";
import { during, type Engine } from "../sending/engine";
import { lockFlow } from "./lock";
import { waiting } from "./send";

/** `stop`: what keeps FlussIO from sending anything of this service. */
export type TrialResult = { made: number; sent: number; stop: StopReason | null };

/**
 * Invio di prova: sends at once the text of a row of the flow, `rowId`, to test codes of its service. The messages are
 * real; they are notifications of their own, outside the flow and its counts. `formId` comes with the form: a form sent
 * twice makes no second notification, and nothing that exists is sent by it again.
 */
export async function sendTrial(
  ctx: Context & { engine: Engine },
  input: { flowId: string; formId: string; rowId: string; fiscalCodes: readonly string[] },
): Promise<TrialResult & { serviceName: string }> {
  const { flowId, formId } = input;
  const codes = [...new Set(input.fiscalCodes)];
  const { made, serviceName } = await ctx.db.transaction(async (tx) => {
    const inside = { ...ctx, db: tx };
    const flow = await lockFlow(inside, { flowId }, { permission: "send", event: ["send", "resume"] });
    if (flow.serviceDisabled) throw new Refusal("service-disabled", { serviceName: flow.serviceName });
    // The codes shown are not the service's any more.
    if (codes.length === 0 || !codes.every((code) => flow.testFiscalCodes.includes(code))) {
      throw new Refusal("changed-meanwhile", {});
    }
    const text = await tx.query.notifications.findFirst({
      columns: {
        subject: true,
        body: true,
        dueDate: true,
        amount: true,
        noticeNumber: true,
        payableAfterDue: true,
      },
      where: and(waiting(flowId), eq(notifications.id, input.rowId)),
    });
    if (!text) throw new Refusal("changed-meanwhile", {});
    const by = ctx.actor.name;
    const rows = await tx
      .insert(notifications)
      .values(
        codes.map((fiscalCode) => ({
          ...text,
          id: idOf(formId, fiscalCode),
          serviceId: flow.serviceId,
          trialOf: flowId,
          fiscalCode,
          createdAt: ctx.now,
          createdBy: by,
          updatedAt: ctx.now,
          updatedBy: by,
        })),
      )
      .onConflictDoNothing()
      .returning({ id: notifications.id });
    if (rows.length > 0) await record(inside, "flow.trial", flowId, { notifications: rows.map(({ id }) => id) });
    return { made: rows, serviceName: flow.serviceName };
  });
  const ended = await Promise.all(
    made.map(({ id }) => during(deliverNotification(ctx.engine, { id, flowId: null, by: ctx.actor.name }))),
  );
  return {
    serviceName,
    made: made.length,
    sent: ended.filter((one) => one?.state === "sent").length,
    stop: ended.find((one) => one?.fault)?.fault?.stop ?? null,
  };
}

/** The same form and person always name the same notification (a UUID of version 8). */
function idOf(formId: string, fiscalCode: string): string {
  const hex = createHash("sha256").update(`${formId} ${fiscalCode}`).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    "-",
  );
}
