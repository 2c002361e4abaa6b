import type { GetStepTools } from "inngest";
import type { inngest } from "../client";

/** Length of a checkpoint, in seconds, and how many one run makes before it hands over to the next. */
const CHECKPOINT = 8;
const CHECKPOINTS = 200;
/** How often, and how many times, a run waits for another that holds the flow, or for claims to run out. */
const WAIT = "2s";
const WAITS = 30;

/** Does a long job on a flow in steps of some seconds. True: it is not at its end, and another run should go on. */
export async function inCheckpoints(
  step: GetStepTools<typeof inngest>,
  work: (seconds: number) => Promise<{ status: "over" | "waiting" | "more" }>,
): Promise<boolean> {
  let waits = 0;
  for (let i = 0; i < CHECKPOINTS; i++) {
    const { status } = await step.run(`checkpoint-${i}`, () => work(CHECKPOINT));
    if (status === "over") return false;
    if (status === "waiting") {
      if (++waits > WAITS) return false; // reconcile picks it up
      await step.sleep(`wait-${i}`, WAIT);
    }
  }
  return true;
}
