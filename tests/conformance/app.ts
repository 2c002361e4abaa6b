import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Inngest, type InngestFunction } from "inngest";
import { serve } from "inngest/node";
import type { Keys } from "./engines";

/** What the functions of a test app did, in order. */
export class Diary {
  private readonly entries: { what: string; value: unknown; at: number }[] = [];

  note(what: string, value?: unknown): void {
    this.entries.push({ what, value, at: Date.now() });
  }
  count(what: string): number {
    return this.entries.filter((entry) => entry.what === what).length;
  }
  values(what: string): unknown[] {
    return this.entries.filter((entry) => entry.what === what).map(({ value }) => value);
  }
  /** Milliseconds between the first note of one thing and the first of another. */
  between(from: string, to: string): number {
    const at = (what: string) => this.entries.find((entry) => entry.what === what)?.at ?? Number.NaN;
    return at(to) - at(from);
  }
}

const silent = { info() {}, warn() {}, error() {}, debug() {} };

export function newClient(id: string, engine: Keys & { url: string }, options: { checkpointing?: boolean } = {}) {
  const { url: baseUrl, eventKey, signingKey } = engine;
  return new Inngest({ id, isDev: false, baseUrl, eventKey, signingKey, logger: silent, ...options });
}

export type App = {
  url: string;
  port: number;
  /** How many times the engine called a function, one of its steps included. */
  calls: (functionId: string) => number;
  register: () => Promise<Response>;
  /** Breaks the calls in progress; their handlers go on. */
  dropConnections: () => void;
  stop: () => Promise<void>;
};

/** A process of an app, in cloud mode: every call must be signed. */
export async function startApp(client: Inngest, functions: InngestFunction.Any[], port = 0): Promise<App> {
  const handler = serve({ client, functions, servePath: "/api/inngest" });
  const called: string[] = [];
  const server = createServer((request, response) => {
    const functionId = new URL(request.url ?? "/", "http://localhost").searchParams.get("fnId");
    if (functionId) called.push(functionId);
    return handler(request, response);
  });
  await new Promise<void>((listening) => server.listen(port, "127.0.0.1", listening));
  const address = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${address.port}/api/inngest`;
  const calls = (functionId: string) => called.filter((id) => id === functionId).length;
  return {
    url,
    port: address.port,
    calls,
    register: () => fetch(url, { method: "PUT" }),
    dropConnections: () => server.closeAllConnections(),
    stop: () => closed(server),
  };
}

function closed(server: Server): Promise<void> {
  const done = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  return done;
}
