import { parseArgs } from "node:util";
import { z } from "zod";
import { createSandbox } from "@/lib/appio/sandbox/sandbox";

/**
 * The sandbox as a process: `tsx lib/appio/sandbox/main.ts --port 4010 --limit 150 --processed-after-ms 3000
 * --latency-ms 40 --state-file .data/appio-sandbox.txt`. A parent with an IPC channel gets `{ ready, port }`, and its
 * disconnection ends the process.
 */
const { values } = parseArgs({
  options: {
    port: { type: "string", default: "0" },
    limit: { type: "string", default: "150" },
    "processed-after-ms": { type: "string", default: "3000" },
    "latency-ms": { type: "string", default: "0" },
    "state-file": { type: "string" },
  },
});
const whole = z.coerce.number().int().nonnegative();
const flags = z
  .object({
    port: whole.max(65_535),
    limit: z.enum(["150", "250", "none"]).transform((limit) => (limit === "none" ? null : Number(limit))),
    "processed-after-ms": whole,
    "latency-ms": whole,
    "state-file": z.string().min(1).optional(),
  })
  .safeParse(values);

if (!flags.success) {
  process.stderr.write(`${z.prettifyError(flags.error)}\n`);
  process.exit(2);
}
const { port, limit, ...rest } = flags.data;
const sandbox = createSandbox({
  limit,
  processedAfterMs: rest["processed-after-ms"],
  latencyMs: rest["latency-ms"],
  stateFile: rest["state-file"],
});

let ending = false;
async function end(): Promise<void> {
  if (ending) return;
  ending = true;
  await sandbox.close();
  process.exit(0);
}
process.on("SIGTERM", end);
process.on("SIGINT", end);
process.on("disconnect", end);

const listening = await sandbox.listen(port);
if (process.send) process.send({ ready: true, port: listening.port });
else process.stdout.write(`App IO sandbox: ${listening.apiUrl} (control: ${listening.url}/_sandbox/stats)\n`);
