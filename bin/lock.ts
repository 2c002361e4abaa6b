import { createHash } from "node:crypto";
import { connect, createServer, type Server } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

const candidates = 5;

export type Lock = { release(): void };

/**
 * At most one process of this machine holds the name. The lock is a listening port of 127.0.0.1 derived from the name:
 * the system frees it however the holder ends, so no stale lock exists. Waits up to `patience` ms for the holder to
 * leave; undefined when it has not.
 */
export async function acquire(name: string, patience = 0): Promise<Lock | undefined> {
  const deadline = Date.now() + patience;
  for (;;) {
    const server = await tryAcquire(name);
    if (server) return { release: () => server.close() };
    if (Date.now() >= deadline) return undefined;
    await sleep(100);
  }
}

async function tryAcquire(name: string): Promise<Server | undefined> {
  const ports = portsOf(name);
  // Other programs may sit on the first ports: the holder can be on any of them.
  for (const port of ports) if ((await holderOf(port)) === name) return undefined;
  for (const port of ports) {
    const server = await listen(port, name);
    if (server) return server;
    if ((await holderOf(port)) === name) return undefined;
  }
  return undefined;
}

/** Below the range from which systems pick ports for outgoing connections. */
export function portsOf(name: string): number[] {
  const first = 20_000 + (createHash("sha256").update(name).digest().readUInt32BE() % 12_000);
  return Array.from({ length: candidates }, (_, index) => first + index);
}

function listen(port: number, name: string): Promise<Server | undefined> {
  return new Promise((resolve) => {
    const server = createServer((socket) => {
      socket.on("error", () => {});
      socket.end(name);
    });
    server.once("error", () => resolve(undefined));
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => {
      server.unref();
      resolve(server);
    });
  });
}

/** What the listener says on connection; a foreign program that says nothing within a second holds no lock of ours. */
function holderOf(port: number): Promise<string> {
  return new Promise((resolve) => {
    let said = "";
    const socket = connect({ port, host: "127.0.0.1", timeout: 1000 });
    const done = () => {
      socket.destroy();
      resolve(said);
    };
    socket.on("data", (chunk) => {
      said += chunk;
      if (said.length > 10_000) done();
    });
    for (const event of ["end", "error", "timeout", "close"]) socket.on(event, done);
  });
}
