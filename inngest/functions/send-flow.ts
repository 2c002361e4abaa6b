import { openFlows } from "@/lib/flows/hours";
import { engine } from "@/lib/sending/engine";
import { inngest } from "../client";
import { flowSend } from "../events";
import { inThread } from "../thread/thread";
import { inCheckpoints } from "./checkpoints";

/** One workflow per flow, never one per recipient: each step sends for some seconds and says how far it got. */
export const sendFlow = inngest.createFunction(
  { id: "send-flow", triggers: [flowSend], retries: 3 },
  async ({ event, step }) => {
    const { flowId } = event.data;
    const more = await inCheckpoints(step, async (seconds) => {
      // Outside the sending hours it rests: reconcile starts it again when they open.
      const [open] = await openFlows(engine().sql, [flowId]);
      return open ? inThread("deliver", { flowId, seconds }) : { status: "over" };
    });
    if (more) await step.sendEvent("hand-over", flowSend.create({ flowId }));
  },
);
