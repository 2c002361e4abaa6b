import { once } from "node:events";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { Template } from "../models/template";
import type { ContentLimits } from "../notifications/content";
import type { Landing } from "../notifications/landing";
import type { ReadMessage } from "./read";
import { Unreadable, type UnreadableReason, type UnreadableValues } from "./unreadable";

/** `everyProblem`, `landing`: see readImport. */
export type ReaderRequest = {
  file: string;
  service: ContentLimits;
  template: Template | null;
  everyProblem?: boolean;
  landing?: Landing;
};
export type ReaderAnswer =
  | ReadMessage
  | { type: "unreadable"; reason: UnreadableReason; values: UnreadableValues[UnreadableReason] }
  | { type: "closed" };

/** A reading under way. `next(false)` says that valid rows are no longer wanted. Throws Unreadable. */
export type Reader = { next(wanted?: boolean): Promise<ReadMessage> };

/** Memory of the thread and time it may take for one message: a hostile file ends there, not in the server. */
const heap = { maxOldGenerationSizeMb: 512 };
const patience = 120_000;

/** Threads at once in this process; further imports wait for their turn. */
const places = 2;

let taken = 0;
const waiting: (() => void)[] = [];

/** Lends the reading of a file, in a thread of its own that ends with `use`. */
export async function withReader<T>(use: (open: (request: ReaderRequest) => Reader) => Promise<T>): Promise<T> {
  if (taken === places) await new Promise<void>((go) => waiting.push(go));
  else taken += 1;
  const workers: Worker[] = [];
  try {
    return await use((request) => {
      const worker = startWorker(request);
      workers.push(worker);
      return { next: (wanted = true) => ask(worker, wanted) };
    });
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
    const next = waiting.shift();
    if (next) next();
    else taken -= 1;
  }
}

/**
 * Runs the TypeScript source itself, so that it is the same under `next start`, `next dev`, tsx and vitest: the
 * bundler must not follow this path, and nothing of the environment is needed there.
 */
function startWorker(request: ReaderRequest): Worker {
  const source = join(/* turbopackIgnore: true */ process.cwd(), "lib", "excel", "worker.mjs");
  const worker = new Worker(/* turbopackIgnore: true */ source, { workerData: request, env: {}, resourceLimits: heap });
  // Heard by `answerOf` while an answer is awaited; at any other time it must not end the server.
  worker.on("error", () => {});
  return worker;
}

async function ask(worker: Worker, wanted: boolean): Promise<ReadMessage> {
  worker.postMessage(wanted);
  const answer = await answerOf(worker);
  if (answer.type === "unreadable") throw new Unreadable(answer.reason, answer.values);
  if (answer.type === "closed") throw new Error("The workbook was read to its end already");
  return answer;
}

async function answerOf(worker: Worker): Promise<ReaderAnswer> {
  try {
    const [answer] = await once(worker, "message", { signal: AbortSignal.timeout(patience) });
    return answer;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const exhausted = error.name === "AbortError" || ("code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY");
    throw exhausted ? new Unreadable("too-heavy", {}) : error;
  }
}
