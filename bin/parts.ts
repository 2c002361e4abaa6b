import type { ChildProcess } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { StartupFault } from "../db/cluster/fault";
import { freePort } from "../db/cluster/port";
import { answers, waitForPort } from "./app-port";
import { root } from "./child";
import { startLogged } from "./log";
import type { Secrets } from "./secrets";
import type { Settings } from "./settings";
import type { Part } from "./supervisor";

/** Where the parts answer: given from outside, or filled in by each part as it starts. */
export type Addresses = { databaseUrl: string; inngestUrl: string; appioUrl: string };

const tether = pathToFileURL(join(root, "bin", "tether.mjs")).href;
const next = join("node_modules", "next", "dist", "bin", "next");

/** Told of no limit, V8 lets garbage pile up to a part of the machine's memory; the live data are some tens of MB. */
const HEAP = "--max-old-space-size=1024";

export function databasePart(settings: Settings, addresses: Addresses): Part {
  const logFile = join(settings.data, "log", "postgres.log");
  return {
    label: "il database",
    logFile,
    start: async () =>
      startLogged(settings, "postgres-supervisor", "bin/postgres.ts", [
        ...["--directory", join(settings.data, "postgres"), "--log", logFile],
      ]),
    async ready(child) {
      addresses.databaseUrl = (await firstMessage(child)).url ?? "";
    },
    askToStop: (child) => child.connected && child.send("stop"),
    grace: 70_000,
  };
}

export function sandboxPart(settings: Settings, addresses: Addresses): Part {
  return serverPart("sandbox", "il simulatore di App IO", settings, {
    file: "lib/appio/sandbox/main.ts",
    args: ["--limit", "150", "--state-file", join(settings.data, "sandbox.json")],
    env: process.env,
    found: (port) => {
      addresses.appioUrl = `http://127.0.0.1:${port}/api/v1`;
    },
  });
}

export function executorPart(settings: Settings, secrets: Secrets, addresses: Addresses): Part {
  return serverPart("executor", "l'esecutore dei lavori", settings, {
    file: "inngest/embedded/main.ts",
    args: ["--data", join(settings.data, "executor")],
    env: { ...process.env, ...secrets },
    found: (port) => {
      addresses.inngestUrl = `http://127.0.0.1:${port}`;
    },
  });
}

export function appPart(settings: Settings, secrets: Secrets, addresses: Addresses): Part {
  const production = settings.mode === "production";
  return {
    label: "l'applicazione",
    logFile: join(settings.data, "log", "app.log"),
    async start() {
      await waitForPort(settings.port);
      const environment = { ...process.env, ...appEnvironment(settings, secrets, addresses) };
      const args = [production ? "start" : "dev", "-H", "127.0.0.1", "-p", String(settings.port)];
      return startLogged(settings, "app", next, args, {
        // The server of next dev is a grandchild, which only NODE_OPTIONS reaches.
        env: production
          ? { ...environment, NODE_OPTIONS: `${HEAP} ${process.env.NODE_OPTIONS ?? ""}` }
          : { ...environment, NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ""} --import=${tether}` },
        preload: production ? tether : undefined,
      });
    },
    ready: () => answers(settings.port),
    askToStop: (child) => child.kill("SIGTERM"),
    grace: 15_000,
  };
}

/** What the app is told; see lib/env.ts. */
export function appEnvironment(settings: Settings, secrets: Secrets, addresses: Addresses): NodeJS.ProcessEnv {
  return {
    ...secrets,
    DATABASE_URL: addresses.databaseUrl,
    APPIO_URL: addresses.appioUrl,
    INNGEST_BASE_URL: addresses.inngestUrl,
    INNGEST_DEV: "0",
    AUTH_TRUST_HOST: "true",
    FLUSSIO_EMBEDDED: settings.databaseUrl ? "0" : "1",
    FLUSSIO_SANDBOX: settings.appioUrl ? "0" : "1",
    FLUSSIO_LAUNCHER: String(process.pid),
    PORT: String(settings.port),
    HOSTNAME: "127.0.0.1",
    NODE_ENV: settings.mode,
    ...(settings.mode === "production" ? { NEXT_MANUAL_SIG_HANDLE: "true" } : {}),
    NEXT_TELEMETRY_DISABLED: "1",
  };
}

type ServerFile = { file: string; args: string[]; env: NodeJS.ProcessEnv; found(port: number): void };

/** A server of ours on a free port of 127.0.0.1, the same as last time when it is still free. */
function serverPart(name: string, label: string, settings: Settings, { file, args, env, found }: ServerFile): Part {
  const portFile = join(settings.data, `${name}.port`);
  return {
    label,
    logFile: join(settings.data, "log", `${name}.log`),
    async start() {
      const port = await freePort(existsSync(portFile) ? Number(readFileSync(portFile, "utf8")) : undefined);
      writeFileSync(portFile, String(port));
      return startLogged(settings, name, file, ["--port", String(port), ...args], { env });
    },
    async ready(child) {
      found((await firstMessage(child)).port ?? 0);
    },
    askToStop: (child) => child.connected && child.disconnect(),
    grace: 5_000,
  };
}

function firstMessage(child: ChildProcess): Promise<{ url?: string; port?: number }> {
  return new Promise((resolve, reject) => {
    child.once("message", (message: { url?: string; port?: number; fault?: string }) => {
      if (message.fault) reject(new StartupFault(message.fault));
      else resolve(message);
    });
  });
}
