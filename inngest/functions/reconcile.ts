import { cron } from "inngest";
import { mailServer } from "@/lib/env";
import { fireDueSchedules } from "@/lib/flows/due";
import { openFlows } from "@/lib/flows/hours";
import { beat } from "@/lib/health";
import { collectNotices } from "@/lib/notices/collect";
import { engine } from "@/lib/sending/engine";
import { recoverClaims, settleStrays, standingFlows } from "@/lib/sending/recover";
import { requestedServices } from "@/lib/sending/requested";
import { budgetsToRead } from "@/lib/sending/status";
import { standingUploads } from "@/lib/uploads/standing";
import { inngest } from "../client";
import {
  appStarted,
  flowReach,
  flowSend,
  noticesMail,
  notificationsRequested,
  reconcileNow,
  statusCheck,
  uploadReceived,
} from "../events";

/** Every minute and at start: picks up whatever stands still, because any hint or run may have been lost. */
export const reconcile = inngest.createFunction(
  { id: "reconcile", triggers: [cron("* * * * *"), appStarted, reconcileNow], retries: 0 },
  async ({ event, step }) => {
    const found = await step.run("look", async () => {
      const { sql } = engine();
      return {
        ...(await recoverClaims(sql)),
        strays: await settleStrays(sql),
        flowIds: await openFlows(sql, await standingFlows(sql, "send")),
        reachIds: await standingFlows(sql, "reach"),
        budgetIds: await budgetsToRead(sql),
        uploadIds: await standingUploads(sql),
        serviceIds: await requestedServices(sql),
      };
    });
    const hints = [
      ...found.flowIds.map((flowId) => flowSend.create({ flowId })),
      ...found.reachIds.map((flowId) => flowReach.create({ flowId })),
      ...found.budgetIds.map((budgetId) => statusCheck.create({ budgetId })),
      ...found.serviceIds.map((serviceId) => notificationsRequested.create({ serviceId })),
      ...found.uploadIds.map((uploadId) => uploadReceived.create({ uploadId })),
    ];
    if (hints.length > 0) await step.sendEvent("pick-up", hints);
    await step.run("beat", () => beat(engine().sql));
    // Last, because it waits for whoever is changing one of these flows.
    const fired = await step.run("fire-schedules", () => fireDueSchedules(engine()));
    if (fired.length > 0) {
      await step.sendEvent(
        "send-scheduled",
        fired.map((flowId) => flowSend.create({ flowId })),
      );
    }
    await step.run("notices", () => collectNotices(engine().db));
    // A hint of its own: a mail server that is slow or dead holds nothing up.
    if (mailServer()) await step.sendEvent("mail", noticesMail.create({}));
    if (event.name === appStarted.name) {
      // What the processes before this one held is still theirs for a while.
      await step.sleep("leases-of-the-dead", "20s");
      await step.sendEvent("look-again", reconcileNow.create({}));
    }
    return { ...found, fired };
  },
);
