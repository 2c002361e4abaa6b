import { inngest } from "../client";
import { flowReach } from "../events";
import { inThread } from "../thread/thread";
import { inCheckpoints } from "./checkpoints";

/** Verifica raggiungibilità: asks App IO who of a flow can receive. */
export const checkReachability = inngest.createFunction(
  { id: "check-reachability", triggers: [flowReach], retries: 3 },
  async ({ event, step }) => {
    const { flowId } = event.data;
    const more = await inCheckpoints(step, (seconds) => inThread("reach", { flowId, seconds }));
    if (more) await step.sendEvent("hand-over", flowReach.create({ flowId }));
  },
);
