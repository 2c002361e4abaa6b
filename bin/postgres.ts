/**
 * Supervises the embedded PostgreSQL for a parent process: --directory D --log FILE [--throwaway].
 * Tells the parent { ready, url } or { fault }, stops the server when the parent says "stop" or is gone, ends when the server does.
 * --throwaway is for tests: no fsync, and the directory is deleted at the end.
 */
import { rmSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import postgres from "postgres";
import { StartupFault } from "../db/cluster/fault";
import { type Cluster, ensureDatabase, startCluster } from "../db/embedded";
import { acquire } from "./lock";

/** Longest wait for a supervisor whose launcher was killed: it gives the app time to settle what it is sending. */
const handover = 60_000;

const { values } = parseArgs({
  options: { directory: { type: "string" }, log: { type: "string" }, throwaway: { type: "boolean", default: false } },
});
const { directory, log: logFile, throwaway } = values;
if (!directory || !logFile) throw new Error("usage: postgres.ts --directory D --log FILE [--throwaway]");

const orders = new Promise<"stop" | "orphaned">((resolve) => {
  process.on("message", () => resolve("stop"));
  process.on("disconnect", () => resolve("orphaned"));
});
if (!process.connected) throw new Error("postgres.ts runs as a child process with an IPC channel");

try {
  const lock = await acquire(`flussio postgres ${directory}`, handover);
  if (!lock) throw new StartupFault("Un altro FlussIO sta ancora usando lo stesso database: fermalo e riavvia.");
  const cluster = await startCluster({ directory, logFile, durable: !throwaway });
  await ensureDatabase(cluster, "flussio");
  process.send?.({ ready: true, url: cluster.url("flussio") });

  const cause = await Promise.race([orders, cluster.gone().then(() => "gone" as const)]);
  if (cause === "orphaned" && !throwaway) await clientsGone(cluster);
  if (cause !== "gone") await cluster.stop();
  if (throwaway) for (const path of [cluster.home, directory]) rmSync(path, { recursive: true, force: true });
  process.exit(cause === "gone" ? 1 : 0);
} catch (error) {
  if (!(error instanceof StartupFault)) throw error;
  if (process.connected) await new Promise((sent) => process.send?.({ fault: error.message }, sent));
  process.exit(1);
}

/** Waits up to 12 s for the others to disconnect: what the app has posted it can still record. */
async function clientsGone(cluster: Cluster) {
  const sql = postgres(cluster.url("postgres"), { max: 1, onnotice: () => {} });
  try {
    for (const deadline = Date.now() + 12_000; Date.now() < deadline; await sleep(200)) {
      const others = await sql`
        select 1 from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid() limit 1`;
      if (others.length === 0) return;
    }
  } finally {
    await sql.end({ timeout: 1 });
  }
}
