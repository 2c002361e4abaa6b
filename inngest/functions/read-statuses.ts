import { engine } from "@/lib/sending/engine";
import { readDueStatuses } from "@/lib/sending/status";
import { inngest } from "../client";
import { statusCheck } from "../events";

const CHECKPOINT = 8;
const CHECKPOINTS = 200;

/** Asks App IO for the outcomes that are due, for all entes, until none is left. */
export const readStatuses = inngest.createFunction(
  { id: "read-statuses", triggers: [statusCheck], retries: 2, concurrency: [{ limit: 1, key: "event.name" }] },
  async ({ step }) => {
    for (let i = 0; i < CHECKPOINTS; i++) {
      const { more } = await step.run(`read-${i}`, () => readDueStatuses(engine(), { seconds: CHECKPOINT }));
      if (!more) return "over";
    }
    await step.sendEvent("hand-over", statusCheck.create({}));
    return "handed over";
  },
);
