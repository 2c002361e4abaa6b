import { chmodSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { startChild } from "@/bin/child";
import { migrate } from "@/db/migrate";

declare module "vitest" {
  interface ProvidedContext {
    /** A database of the server on which tests create theirs, and the migrated template they copy. */
    testServer: { url: string; template: string };
  }
}

type Server = { url: string; template: string; stop(): Promise<void> };
/** The projects of one run share a server; vitest loads this file once for each of them. */
const held = globalThis as { flussioTestServer?: { server: Promise<Server>; users: number } };

/** Global set-up: one PostgreSQL for the run (or TEST_DATABASE_URL), with a migrated template database. */
export default async function setup(project: TestProject) {
  held.flussioTestServer ??= { server: bringUp(), users: 0 };
  const shared = held.flussioTestServer;
  shared.users += 1;
  const { url, template, stop } = await shared.server;
  project.provide("testServer", { url, template });
  return async () => {
    shared.users -= 1;
    if (shared.users > 0) return;
    held.flussioTestServer = undefined;
    await stop();
  };
}

async function bringUp(): Promise<Server> {
  const given = process.env.TEST_DATABASE_URL;
  const { url, stop } = given ? { url: given, stop: async () => {} } : await startThrowaway();
  const template = `flussio_template_${process.pid}`;
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  await sql`create database ${sql(template)}`;
  await migrate(databaseUrl(url, template));
  return {
    url,
    template,
    async stop() {
      await sql`drop database ${sql(template)} with (force)`;
      await sql.end();
      await stop();
    },
  };
}

/** The same server on another database. */
export function databaseUrl(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}

/** A PostgreSQL in the temporary directory that leaves nothing behind, even when the test run is killed. */
async function startThrowaway() {
  const directory = mkdtempSync(join(tmpdir(), "flussio-test-"));
  // Readable for the account that PostgreSQL runs under when we are root.
  chmodSync(directory, 0o755);
  const log = join(directory, "server.log");
  const child = startChild("bin/postgres.ts", ["--directory", directory, "--log", log, "--throwaway"]);
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    child.once("message", (message: { url?: string; fault?: string }) => {
      if (message.url) resolve(message.url);
      else reject(new Error(message.fault));
    });
    child.once("exit", () => reject(new Error("The test database did not start")));
  });
  return {
    url,
    async stop() {
      if (child.connected) child.send("stop");
      await ended;
    },
  };
}
