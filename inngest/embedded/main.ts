/**
 * The embedded executor as a process of its own:
 *
 *     tsx inngest/embedded/main.ts --port 8288 --data .data/inngest
 *
 * The keys come from INNGEST_EVENT_KEY and INNGEST_SIGNING_KEY, or from --event-key and --signing-key (visible in `ps`).
 * With an IPC channel it sends { ready: true, port } and exits when the channel closes.
 */
import { parseArgs } from "node:util";
import { pino } from "pino";
import { createExecutor } from "./executor";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "8288" },
    data: { type: "string" },
    "event-key": { type: "string", default: process.env.INNGEST_EVENT_KEY ?? "" },
    "signing-key": { type: "string", default: process.env.INNGEST_SIGNING_KEY ?? "" },
  },
});
if (!values.data) throw new Error("--data is missing: the directory of the inbox and the registrations");

const log = pino({ name: "inngest-embedded" });
const executor = await createExecutor({
  eventKey: values["event-key"],
  signingKey: values["signing-key"],
  data: values.data,
  report: (message, details) => log.warn(details, message),
});

let stopping = false;
async function stop() {
  if (stopping) return;
  stopping = true;
  await executor.close();
  process.exit(0);
}
process.once("SIGTERM", stop).once("SIGINT", stop).once("disconnect", stop);

const port = await executor.listen(Number(values.port));
log.info({ port }, "listening");
process.send?.({ ready: true, port });
