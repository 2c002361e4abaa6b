import { cron } from "inngest";
import { engine } from "@/lib/sending/engine";
import { recoverClaims, settleStrays, standingFlows } from "@/lib/sending/recover";
import { budgetsToRead } from "@/lib/sending/status";
import { inngest } from "../client";
import { appStarted, flowSend, reconcileNow, statusCheck } from "../events";

/** Every minute and at start: picks up whatever stands still, because any hint or run may have been lost. */
export const reconcile = inngest.createFunction(
  { id: "reconcile", triggers: [cron("* * * * *"), appStarted, reconcileNow], retries: 0 },
  async ({ step }) => {
    const found = await step.run("look", async () => {
      const { sql } = engine();
      return {
        ...(await recoverClaims(sql)),
        strays: await settleStrays(sql),
        flowIds: await standingFlows(sql),
        budgetIds: await budgetsToRead(sql),
      };
    });
    const hints = [
      ...found.flowIds.map((flowId) => flowSend.create({ flowId })),
      ...found.budgetIds.map((budgetId) => statusCheck.create({ budgetId })),
    ];
    if (hints.length > 0) await step.sendEvent("pick-up", hints);
    return found;
  },
);
