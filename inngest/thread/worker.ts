import { parentPort } from "node:worker_threads";
import { deliverFlow } from "@/lib/sending/deliver";
import { during, endEngine, engine } from "@/lib/sending/engine";
import { reachFlow } from "@/lib/sending/reachability";
import { deliverRequested } from "@/lib/sending/requested";
import { readDueStatuses } from "@/lib/sending/status";
import { importUpload } from "@/lib/uploads/import";

/** The jobs that many calls make up; each is one checkpoint of its workflow. */
const jobs = {
  deliver: (input: Parameters<typeof deliverFlow>[1]) => deliverFlow(engine(), input),
  reach: (input: Parameters<typeof reachFlow>[1]) => reachFlow(engine(), input),
  readStatuses: (input: Parameters<typeof readDueStatuses>[1]) => readDueStatuses(engine(), input),
  deliverRequested: (input: Parameters<typeof deliverRequested>[1]) => deliverRequested(engine(), input),
  importUpload: (input: Parameters<typeof importUpload>[1]) => importUpload(engine(), input),
  /** The process is asked to end: nothing else is begun, and what was posted is written down. */
  end: () => endEngine(),
};
export type Jobs = typeof jobs;

export type Order = { [Job in keyof Jobs]: { id: number; job: Job; input: Parameters<Jobs[Job]>[0] } }[keyof Jobs];
export type Report = { id: number; result: unknown } | { id: number; fault: string };

let ended = false;

async function start(order: Order): Promise<unknown> {
  if (ended) throw new Error("this process is ending");
  ended = order.job === "end";
  switch (order.job) {
    case "deliver":
      return during(jobs.deliver(order.input));
    case "reach":
      return during(jobs.reach(order.input));
    case "readStatuses":
      return jobs.readStatuses(order.input);
    case "deliverRequested":
      return during(jobs.deliverRequested(order.input));
    case "importUpload":
      return jobs.importUpload(order.input);
    case "end":
      return jobs.end();
  }
}

parentPort?.on("message", async (order: Order) => {
  const report = await start(order).then(
    (result): Report => ({ id: order.id, result }),
    // Database errors are without values already (db/errors.ts); a stack stays in this thread.
    (error): Report => ({ id: order.id, fault: error instanceof Error ? error.message : String(error) }),
  );
  parentPort?.postMessage(report);
});
