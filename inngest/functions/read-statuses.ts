import { inngest } from "../client";
import { statusCheck } from "../events";
import { inThread } from "../thread/thread";

/** Length of a checkpoint, in seconds, and how many one run makes: reconcile starts the next a minute after it. */
const CHECKPOINT = 8;
const CHECKPOINTS = 7;

/** Asks App IO for a minute for the outcomes of one budget that are due. Two runs at once never ask for the same. */
export const readStatuses = inngest.createFunction(
  { id: "read-statuses", triggers: [statusCheck], retries: 2 },
  async ({ event, step }) => {
    const { budgetId } = event.data;
    for (let i = 0; i < CHECKPOINTS; i++) {
      const { more } = await step.run(`read-${i}`, () => inThread("readStatuses", { budgetId, seconds: CHECKPOINT }));
      if (!more) break;
    }
  },
);
