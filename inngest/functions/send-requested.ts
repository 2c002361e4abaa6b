import { inngest } from "../client";
import { notificationsRequested } from "../events";
import { inThread } from "../thread/thread";
import { inCheckpoints } from "./checkpoints";

/** Sends the single notifications of one service that applications asked to leave; two runs at once share them. */
export const sendRequested = inngest.createFunction(
  {
    id: "send-requested",
    triggers: [notificationsRequested],
    retries: 2,
    concurrency: [{ limit: 1, key: "event.data.serviceId" }],
  },
  async ({ event, step }) => {
    const { serviceId } = event.data;
    const more = await inCheckpoints(step, async (seconds) => {
      const { more } = await inThread("deliverRequested", { serviceId, seconds });
      return { status: more ? "more" : "over" };
    });
    if (more) await step.sendEvent("hand-over", notificationsRequested.create({ serviceId }));
  },
);
