import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { inject } from "vitest";
import { open } from "@/db/client";
import { databaseUrl } from "./cluster";

/**
 * A fresh, migrated database for one test file; call `close` in afterAll.
 * Only in files named *.db.test.ts and in tests/conformance: they have the server.
 */
export async function testDatabase() {
  const { url: server, template } = inject("testServer");
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await onServer(server, (sql) => sql`create database ${sql(name)} template ${sql(template)}`);
  const url = databaseUrl(server, name);
  const { sql, db } = open(url);
  return {
    url,
    sql,
    db,
    async close() {
      await sql.end({ timeout: 5 });
      await onServer(server, (admin) => admin`drop database if exists ${admin(name)} with (force)`);
    },
  };
}

async function onServer(url: string, work: (sql: postgres.Sql) => PromiseLike<unknown>) {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await work(sql);
  } finally {
    await sql.end();
  }
}
