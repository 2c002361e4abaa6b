import { parentPort, workerData } from "node:worker_threads";
import { readImport } from "./read";
import type { ReaderAnswer, ReaderRequest } from "./reader";
import { Unreadable } from "./unreadable";

/** The thread of lib/excel/reader.ts: one message of the reading for each answer of the importer. */
if (!parentPort) throw new Error("lib/excel/worker.ts runs as a worker thread only");
const port = parentPort;
const { file, service, ...how }: ReaderRequest = workerData;
const reading = readImport(file, service, how);

port.on("message", async (wanted: boolean) => {
  const answer = await next(wanted);
  port.postMessage(answer, answer.type === "lines" ? [answer.lines.buffer] : []);
});

async function next(wanted: boolean): Promise<ReaderAnswer> {
  try {
    const { value } = await reading.next(wanted);
    return value ?? { type: "closed" };
  } catch (error) {
    if (error instanceof Unreadable) return { type: "unreadable", reason: error.reason, values: error.values };
    throw error;
  }
}
