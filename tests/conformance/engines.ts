import { type ChildProcess, fork, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { until } from "./until";

export type Keys = { eventKey: string; signingKey: string };
export type Engine = Keys & { url: string; stop: () => Promise<void> };

export const newKeys = (): Keys => ({
  eventKey: randomBytes(16).toString("hex"),
  signingKey: randomBytes(32).toString("hex"),
});

const main = fileURLToPath(new URL("../../inngest/embedded/main.ts", import.meta.url));

/** Starts the embedded executor as `bin/start` does; `port` 0 takes a free one. Its process is `child`. */
export async function startEmbedded(keys: Keys, data: string, port = 0) {
  const child = fork(main, ["--port", String(port), "--data", data], {
    execArgv: ["--import", "tsx"],
    env: { ...process.env, INNGEST_EVENT_KEY: keys.eventKey, INNGEST_SIGNING_KEY: keys.signingKey },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const ready = await Promise.race([once(child, "message"), once(child, "exit").then(() => [])]);
  const [message] = ready as [{ port: number }?];
  if (!message) throw new Error("the embedded executor did not start");
  return { url: `http://127.0.0.1:${message.port}`, port: message.port, child };
}

export async function end(child: ChildProcess, signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.kill(signal);
  await exited;
}

async function embedded(): Promise<Engine> {
  const keys = newKeys();
  const data = await mkdtemp(join(tmpdir(), "embedded-"));
  const { url, child } = await startEmbedded(keys, data);
  return {
    ...keys,
    url,
    async stop() {
      await end(child);
      await rm(data, { recursive: true });
    },
  };
}

/** Ports of the real server: its own, and those of three services of which we use none. */
export type RealPorts = readonly [port: number, gateway: number, gatewayGrpc: number, executorGrpc: number];

/** Starts the real server; on Postgres and Redis if INNGEST_POSTGRES_URI and INNGEST_REDIS_URI are given, else on `data`. */
export async function startReal(binary: string, keys: Keys, data: string, ports: RealPorts) {
  const [port, gateway, gatewayGrpc, executorGrpc] = ports;
  const { INNGEST_POSTGRES_URI: postgres, INNGEST_REDIS_URI: redis } = process.env;
  const options = {
    host: "127.0.0.1",
    port,
    "event-key": keys.eventKey,
    "signing-key": keys.signingKey,
    "connect-gateway-port": gateway,
    "connect-gateway-grpc-port": gatewayGrpc,
    "connect-executor-grpc-port": executorGrpc,
    ...(postgres ? { "postgres-uri": postgres } : { "sqlite-dir": data }),
    ...(redis ? { "redis-uri": redis } : {}),
  };
  const flags = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const child = spawn(binary, ["start", ...flags], { env: { ...process.env, DO_NOT_TRACK: "1" }, stdio: "ignore" });
  const url = `http://127.0.0.1:${port}`;
  const healthy = () =>
    fetch(`${url}/health`)
      .then(({ ok }) => ok)
      .catch(() => false);
  try {
    await until("the real server answers", healthy, 60_000);
  } catch (error) {
    await end(child, "SIGKILL");
    throw error;
  }
  return { url, child };
}

export async function realPorts(): Promise<RealPorts> {
  const [port = 0, gateway = 0, gatewayGrpc = 0, executorGrpc = 0] = await freePorts(4);
  return [port, gateway, gatewayGrpc, executorGrpc];
}

async function real(binary: string): Promise<Engine> {
  const keys = newKeys();
  const data = await mkdtemp(join(tmpdir(), "inngest-"));
  const { url, child } = await startReal(binary, keys, data, await realPorts());
  return {
    ...keys,
    url,
    async stop() {
      await end(child);
      await rm(data, { recursive: true });
    },
  };
}

export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, "127.0.0.1"));
  await Promise.all(servers.map((server) => once(server, "listening")));
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((closed) => server.close(closed))));
  return ports;
}

const binary = process.env.INNGEST_BIN;

/** What the suite runs against: always the embedded executor, and the real server where there is one. */
export const engines = [
  { name: "embedded executor", start: embedded },
  ...(binary ? [{ name: "real server", start: () => real(binary) }] : []),
];
