import type { AddressInfo } from "node:net";
import { createControl } from "@/lib/appio/sandbox/control";
import type { FaultsInput } from "@/lib/appio/sandbox/faults";
import { createPlatform, type PlatformOptions } from "@/lib/appio/sandbox/platform";
import { createSandboxServer } from "@/lib/appio/sandbox/server";

export interface SandboxOptions extends PlatformOptions {
  /** Every answer takes as long, in ms; default 0. */
  readonly latencyMs?: number;
  /** What the fault `slow` adds, in ms; default 3000. */
  readonly slowMs?: number;
}

/** A stand-in for App IO on the loopback: `url` is the origin, `apiUrl` what FlussIO calls. */
export function createSandbox(options: SandboxOptions = {}) {
  const platform = createPlatform(options);
  let port = 0;
  let closed = false;

  const refuseSoon = (forMs: number) => {
    setImmediate(() => void refuse().then(() => setTimeout(() => void (closed || resume()), forMs)));
  };
  const { latencyMs = 0, slowMs = 3000 } = options;
  const server = createSandboxServer(platform, createControl(platform, refuseSoon), { latencyMs, slowMs });

  async function listen(wanted = 0) {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(wanted, "127.0.0.1", () => {
        server.off("error", reject);
        resolve();
      });
    });
    port = (server.address() as AddressInfo).port;
    const url = `http://127.0.0.1:${port}`;
    return { url, apiUrl: `${url}/api/v1`, port };
  }

  /** Connections are refused from now on, the open ones cut. */
  function refuse(): Promise<void> {
    return new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  }

  /** Listens again on the same port. */
  const resume = () => listen(port);

  return {
    /** Port 0 (the default) = any free one. */
    listen,
    refuse,
    resume,
    async close(): Promise<void> {
      closed = true;
      if (server.listening) await refuse();
      await platform.close();
    },
    stats: platform.stats,
    /** Every fiscal code that got a POST, with its counts. */
    posts: platform.posts,
    postsOf: platform.postsOf,
    /** The messages to a fiscal code, the latest first. */
    messagesOf: platform.messagesOf,
    /** Adds faults; for refused connections use `refuse` and `resume`. */
    addFaults: (input: FaultsInput) => platform.faults.add(input, platform.now()),
    advance: platform.advance,
    reset: platform.reset,
  };
}
export type Sandbox = ReturnType<typeof createSandbox>;
