import type { AddressInfo } from "node:net";
import { AppCaller } from "./calls";
import { Dispatcher } from "./dispatch";
import { Inbox } from "./inbox";
import { Registry } from "./registry";
import { Runs } from "./runs";
import { createDoors } from "./server";

export type ExecutorOptions = {
  eventKey: string;
  /** Even-length hex, as the real server wants it. */
  signingKey: string;
  /** Directory of the inbox and the registrations; one executor at a time. */
  data: string;
  report?: (message: string, details: Record<string, unknown>) => void;
  /** Milliseconds before the attempt after `attempt` (0 is the first); the real server's table when not given. */
  backoff?: (attempt: number) => number;
};

export type Executor = {
  /** Starts on 127.0.0.1 and resolves with the port (0 takes a free one). Resumes accepted events. */
  listen(port: number): Promise<number>;
  /** Stops without waiting for calls in flight; their runs are forgotten. */
  close(): Promise<void>;
};

/**
 * A stand-in for the Inngest server, for one machine: same protocol, runs in memory (design.md, Runtime). On purpose
 * unlike the real server:
 * - an accepted event whose runs have not begun survives a kill;
 * - calls go round robin over all the processes that registered an app;
 * - a call that no process accepts spends no attempt, it is repeated until one does;
 * - a cron does not start while an earlier run of its function waits to begin, so that an absence piles up none;
 * - what deduplicates events is forgotten with the runs, so that re-emitting after a restart runs again.
 */
export async function createExecutor(options: ExecutorOptions): Promise<Executor> {
  const { eventKey, signingKey, data, report = () => {}, backoff } = options;
  if (!eventKey) throw new Error("the event key is missing");
  if (!/^(signkey-\w+-)?([0-9a-f]{2})+$/i.test(signingKey)) throw new Error("the signing key must be hexadecimal");
  const registry = await Registry.open(data);
  const inbox = await Inbox.open(data);
  const caller = new AppCaller(signingKey);
  const runs = new Runs({ registry, caller, report, backoff, emit: (event) => dispatcher.dispatch(event) });
  const dispatcher = new Dispatcher(registry, runs, inbox);
  const server = createDoors({ eventKey, signingKey, registry, runs, dispatcher });

  return {
    async listen(port) {
      await new Promise<void>((resolve, reject) => {
        server.once("error", reject).listen(port, "127.0.0.1", resolve);
      });
      dispatcher.resume();
      runs.timers.everyMinute((minute) => dispatcher.tick(minute));
      return (server.address() as AddressInfo).port;
    },
    async close() {
      runs.stop();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await Promise.all([closed, caller.close()]);
      await inbox.close();
    },
  };
}
