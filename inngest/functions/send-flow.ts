import { deliverFlow } from "@/lib/sending/deliver";
import { engine } from "@/lib/sending/engine";
import { inngest } from "../client";
import { flowSend } from "../events";

/** Length of a checkpoint, in seconds, and how many one run makes before it hands over to the next. */
const CHECKPOINT = 8;
const CHECKPOINTS = 200;
/** How often, and how many times, a run waits for the one that still holds the flow. */
const BUSY_WAIT = "2s";
const BUSY_TRIES = 15;

/** One workflow per flow, never one per recipient: each step sends for some seconds and says how far it got. */
export const sendFlow = inngest.createFunction(
  { id: "send-flow", triggers: [flowSend], retries: 3 },
  async ({ event, step }) => {
    const { flowId } = event.data;
    let busy = 0;
    for (let i = 0; i < CHECKPOINTS; i++) {
      const delivery = await step.run(`deliver-${i}`, () => deliverFlow(engine(), { flowId, seconds: CHECKPOINT }));
      if (delivery.status === "over") return "over";
      if (delivery.status === "busy") {
        if (++busy > BUSY_TRIES) return "busy";
        await step.sleep(`wait-${i}`, BUSY_WAIT);
      }
    }
    await step.sendEvent("hand-over", flowSend.create({ flowId }));
    return "handed over";
  },
);
