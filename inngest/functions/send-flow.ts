import { inngest } from "../client";
import { flowSend } from "../events";
import { inThread } from "../thread/thread";
import { inCheckpoints } from "./checkpoints";

/** One workflow per flow, never one per recipient: each step sends for some seconds and says how far it got. */
export const sendFlow = inngest.createFunction(
  { id: "send-flow", triggers: [flowSend], retries: 3 },
  async ({ event, step }) => {
    const { flowId } = event.data;
    const more = await inCheckpoints(step, (seconds) => inThread("deliver", { flowId, seconds }));
    if (more) await step.sendEvent("hand-over", flowSend.create({ flowId }));
  },
);
