import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { end, type Keys, newKeys, realPorts, startReal } from "@/tests/conformance/engines";

/** A real Inngest server that can be killed and started again on the same ports and the same store. */
export async function startJobServer(binary: string) {
  const keys: Keys = newKeys();
  const data = await mkdtemp(join(tmpdir(), "flussio-chaos-inngest-"));
  const ports = await realPorts();
  let { url, child } = await startReal(binary, keys, data, ports);
  return {
    ...keys,
    url,
    pids: () => (child.exitCode === null && child.signalCode === null && child.pid ? [child.pid] : []),
    async restart() {
      ({ url, child } = await startReal(binary, keys, data, ports));
    },
    async stop() {
      await end(child, "SIGKILL");
      await rm(data, { recursive: true, force: true });
    },
  };
}
export type JobServer = Awaited<ReturnType<typeof startJobServer>>;
