import { deliverFlow } from "@/lib/sending/deliver";
import { engine } from "@/lib/sending/engine";
import { inngest } from "../client";
import { flowSend } from "../events";

/** Length of a checkpoint, in seconds, and how many one run makes before it hands over to the next. */
const CHECKPOINT = 8;
const CHECKPOINTS = 200;
/** How often, and how many times, a run waits for another that holds the flow, or for claims to run out. */
const WAIT = "2s";
const WAITS = 30;

/** One workflow per flow, never one per recipient: each step sends for some seconds and says how far it got. */
export const sendFlow = inngest.createFunction(
  { id: "send-flow", triggers: [flowSend], retries: 3 },
  async ({ event, step }) => {
    const { flowId } = event.data;
    let waits = 0;
    for (let i = 0; i < CHECKPOINTS; i++) {
      const delivery = await step.run(`deliver-${i}`, () => deliverFlow(engine(), { flowId, seconds: CHECKPOINT }));
      if (delivery.status === "over") return "over";
      if (delivery.status === "waiting") {
        if (++waits > WAITS) return "waiting";
        await step.sleep(`wait-${i}`, WAIT);
      }
    }
    await step.sendEvent("hand-over", flowSend.create({ flowId }));
    return "handed over";
  },
);
