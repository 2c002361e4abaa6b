import { cron } from "inngest";
import { engine } from "@/lib/sending/engine";
import { recoverClaims, standingFlows } from "@/lib/sending/recover";
import { hasDueStatuses } from "@/lib/sending/status";
import { inngest } from "../client";
import { appStarted, flowSend, statusCheck } from "../events";

/** Every minute and at start: picks up whatever stands still, because any hint or run may have been lost. */
export const reconcile = inngest.createFunction(
  { id: "reconcile", triggers: [cron("* * * * *"), appStarted], retries: 0 },
  async ({ step }) => {
    const found = await step.run("look", async () => {
      const { sql } = engine();
      const recovered = await recoverClaims(sql);
      return { ...recovered, flowIds: await standingFlows(sql), statuses: await hasDueStatuses(sql) };
    });
    const hints = [
      ...found.flowIds.map((flowId) => flowSend.create({ flowId })),
      ...(found.statuses ? [statusCheck.create({})] : []),
    ];
    if (hints.length > 0) await step.sendEvent("pick-up", hints);
    return found;
  },
);
