import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findPostmaster } from "@/db/cluster/postmaster";
import { type Cluster, startCluster } from "@/db/embedded";

const directory = mkdtempSync(join(tmpdir(), "flussio-cluster-"));
chmodSync(directory, 0o755);
const logFile = join(directory, "log", "postgres.log");
const start = () => startCluster({ directory, logFile, durable: true });
const homes = new Set<string>([directory]);

let cluster: Cluster;
beforeAll(async () => {
  cluster = await start();
  homes.add(cluster.home);
});
afterAll(async () => {
  await cluster.stop();
  for (const home of homes) rmSync(home, { recursive: true, force: true });
});

const data = () => join(cluster.home, "data");
const pid = () => findPostmaster(data())?.pid ?? 0;

async function query<T>(work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(cluster.url("postgres"), { max: 1, onnotice: () => {} });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}

async function killServer() {
  process.kill(pid(), "SIGKILL");
  await cluster.gone();
}

test("commits are durable and only this machine can connect, with the password", async () => {
  await query(async (sql) => {
    const [row] = await sql`select current_setting('fsync') f, current_setting('synchronous_commit') s,
      current_setting('listen_addresses') l, current_setting('unix_socket_directories') u`;
    expect(row).toEqual({ f: "on", s: "on", l: "127.0.0.1", u: "" });
  });
  const wrong = postgres(cluster.url("postgres").replace(/:[0-9a-f]+@/, ":wrong@"), { max: 1 });
  await expect(wrong`select 1`).rejects.toThrow(/password authentication failed/);
  await wrong.end();
});

test("a server that outlived its launcher is adopted", async () => {
  const before = pid();
  const again = await start();
  expect(pid()).toBe(before);
  expect(again.url("postgres")).toBe(cluster.url("postgres"));
});

test("a killed server starts again on the same port with what was committed", async () => {
  await query((sql) => sql`create table kept as select 42 as answer`);
  const before = cluster.url("postgres");
  await killServer();
  cluster = await start();
  expect(cluster.url("postgres")).toBe(before);
  expect(await query((sql) => sql`select answer from kept`)).toMatchObject([{ answer: 42 }]);
});

test("a stale pid file whose number now belongs to another program does not hinder", async () => {
  const file = join(data(), "postmaster.pid");
  await killServer();
  const other = spawn("sleep", ["600"]);
  try {
    const [, ...rest] = readFileSync(file, "utf8").split("\n");
    writeFileSync(file, [other.pid, ...rest].join("\n"));
    cluster = await start();
    expect(await query((sql) => sql`select 1 as one`)).toMatchObject([{ one: 1 }]);
    expect(other.exitCode).toBeNull();
  } finally {
    other.kill();
  }
});

test("values and statements never reach the server's log", async () => {
  await query(async (sql) => {
    await sql`create table people (code text primary key)`;
    await sql`insert into people values ('a-secret-value')`;
    await expect(sql`insert into people values ('a-secret-value')`).rejects.toThrow(/duplicate key/);
    await expect(sql`select 'a-secret-value'::integer`).rejects.toThrow(/invalid input syntax/);
  });
  expect(readFileSync(logFile, "utf8")).not.toContain("a-secret-value");
});

test("damaged data are told in words, and left as they are", async () => {
  await cluster.stop();
  const file = join(data(), "global", "pg_control");
  const intact = readFileSync(file);
  writeFileSync(file, Buffer.alloc(intact.length));
  await expect(start()).rejects.toThrow(/danneggiata/);
  writeFileSync(file, intact);
  cluster = await start();
  expect(await query((sql) => sql`select answer from kept`)).toHaveLength(1);
});
