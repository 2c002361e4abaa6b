import type { ChildProcess } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { StartupFault } from "../db/cluster/fault";
import { warn } from "./terminal";

/** One child process that must always run. */
export type Part = {
  /** Italian, for the messages: "il database". */
  label: string;
  logFile: string;
  start(): Promise<ChildProcess>;
  /** Resolves when the child serves; rejects with a StartupFault when it says why it cannot. */
  ready(child: ChildProcess): Promise<void>;
  askToStop(child: ChildProcess): void;
  /** Milliseconds between the request to stop and SIGKILL. */
  grace: number;
};

export type Supervised = {
  /** Resolves at the first readiness; rejects with a StartupFault when the first start fails. */
  started: Promise<void>;
  /** Ends the child on purpose; it starts again at once. */
  restart(): void;
  stop(): Promise<void>;
};

const deathsAllowed = 5;
const window = 60_000;

/**
 * Starts the part and, from its first readiness on, starts it again whenever it ends. `onRestart` runs after each later
 * readiness, `onHopeless` once, after five deaths in a minute.
 */
export function supervise(part: Part, onRestart: () => void, onHopeless: (fault: StartupFault) => void): Supervised {
  let child: ChildProcess | undefined;
  let stopping = false;
  let onPurpose = false;
  const deaths: number[] = [];

  async function bringUp() {
    const current = await part.start();
    child = current;
    if (stopping) part.askToStop(current);
    const died = ended(current).then(() => {
      throw new StartupFault(`Non riesco ad avviare ${part.label}: i dettagli sono in ${part.logFile}.`);
    });
    await Promise.race([part.ready(current), died]);
  }

  async function bringDown(current: ChildProcess) {
    part.askToStop(current);
    const timer = setTimeout(() => killGroup(current), part.grace);
    await ended(current);
    clearTimeout(timer);
    // What it has started (the workers of next dev) goes with it.
    killGroup(current);
  }

  async function keepUp() {
    while (child) {
      await ended(child);
      killGroup(child);
      if (stopping) return;
      if (!onPurpose) {
        const now = Date.now();
        deaths.push(now);
        while (now - (deaths[0] ?? now) > window) deaths.shift();
        if (deaths.length >= deathsAllowed) {
          onHopeless(
            new StartupFault(
              `FlussIO si ferma: ${deathsAllowed} interruzioni in un minuto (${part.label}).\nI dettagli sono in ${part.logFile}.`,
            ),
          );
          return;
        }
        warn(`Interruzione imprevista, riavvio: ${part.label}.`);
        await sleep(250 * 2 ** (deaths.length - 1));
      }
      onPurpose = false;
      if (stopping) return;
      try {
        await bringUp();
        if (!stopping) onRestart();
      } catch (error) {
        if (stopping) return;
        warn(error instanceof StartupFault ? error.message : String(error));
        if (child) await bringDown(child);
      }
    }
  }

  const started = bringUp();
  started.then(keepUp, () => child && bringDown(child));
  return {
    started,
    restart() {
      if (!child || stopping) return;
      onPurpose = true;
      void bringDown(child);
    },
    async stop() {
      stopping = true;
      if (child) await bringDown(child);
    },
  };
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    child.once("exit", () => resolve());
    child.once("error", () => resolve());
  });
}

function killGroup(child: ChildProcess) {
  if (!child.pid) return;
  try {
    process.kill(process.platform === "win32" ? child.pid : -child.pid, "SIGKILL");
  } catch {
    // It is gone already.
  }
}
