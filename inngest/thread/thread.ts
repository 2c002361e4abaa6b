import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { Jobs, Order, Report } from "./worker";

/** Far above what a send needs: it keeps V8 from letting garbage pile up. */
const heap = { maxOldGenerationSizeMb: 512 };

type Waiting = { resolve(result: never): void; reject(error: Error): void };
type Thread = { worker: Worker; waiting: Map<number, Waiting>; orders: number };

// One for the process: on globalThis, because a server has the modules more than once.
const held = globalThis as { flussioThread?: Thread };

/**
 * Does a job in a thread of its own: pages stay quick beside a mass send, and its calls pay nothing of what the server
 * adds to each promise. When the thread ends by a fault its jobs fail, and the next job starts another.
 */
export function inThread<Job extends keyof Jobs>(
  job: Job,
  input: Parameters<Jobs[Job]>[0],
): Promise<Awaited<ReturnType<Jobs[Job]>>> {
  held.flussioThread ??= start();
  const thread = held.flussioThread;
  const id = thread.orders++;
  return new Promise((resolve, reject) => {
    thread.waiting.set(id, { resolve, reject });
    thread.worker.postMessage({ id, job, input } as Order); // safe: one job with its own input
  });
}

/** Lets the thread bring to its end what it has posted; at once when there is none. */
export async function endThread(): Promise<void> {
  if (held.flussioThread) await inThread("end", undefined);
}

/** Runs the TypeScript source itself, which the bundler must not follow: the same under `next start` and `next dev`. */
function start(): Thread {
  const source = join(/* turbopackIgnore: true */ process.cwd(), "inngest", "thread", "worker.mjs");
  const worker = new Worker(/* turbopackIgnore: true */ source, { resourceLimits: heap });
  const thread: Thread = { worker, waiting: new Map(), orders: 0 };
  worker.on("message", (report: Report) => {
    const waiting = thread.waiting.get(report.id);
    thread.waiting.delete(report.id);
    if ("fault" in report) waiting?.reject(new Error(report.fault));
    else waiting?.resolve(report.result as never); // safe: the worker answers with the result of that job
  });
  const over = (error?: unknown) => {
    if (held.flussioThread === thread) held.flussioThread = undefined;
    for (const { reject } of thread.waiting.values()) reject(new Error("the sending thread ended", { cause: error }));
    thread.waiting.clear();
  };
  worker.on("error", over);
  worker.on("exit", () => over());
  return thread;
}
