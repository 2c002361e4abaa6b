import { inngest } from "../client";
import { statusCheck } from "../events";
import { inThread } from "../thread/thread";

/** Length of a checkpoint, in seconds, and how many one run makes; reconcile starts the next. */
const CHECKPOINT = 8;
const CHECKPOINTS = 200;

/** Asks App IO for the outcomes of one budget that are due, until none is left. */
export const readStatuses = inngest.createFunction(
  { id: "read-statuses", triggers: [statusCheck], retries: 2 },
  async ({ event, step }) => {
    const { budgetId } = event.data;
    for (let i = 0; i < CHECKPOINTS; i++) {
      const { more } = await step.run(`read-${i}`, () =>
        inThread("readStatuses", { budgetId, reader: i > 0, seconds: CHECKPOINT }),
      );
      if (!more) break;
    }
  },
);
