import { spawnSync } from "node:child_process";
import { readFileSync, readlinkSync, realpathSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export type Postmaster = { pid: number; port: number; status: string };

/** The running server of this data directory, as its postmaster.pid tells; undefined when none runs. */
export function findPostmaster(data: string): Postmaster | undefined {
  const lines = readPidFile(data);
  const pid = Number(lines?.[0]);
  if (!lines || !(pid > 0) || !isPostmaster(pid, data)) return undefined;
  return { pid, port: Number(lines[3]), status: lines[7]?.trim() ?? "starting" };
}

/**
 * PostgreSQL refuses to start when the pid in a stale postmaster.pid belongs to any living process of its account.
 * The pid is replaced with one that no system gives; the rest of the file stays, because PostgreSQL checks there that
 * no orphan of the dead server still uses the shared memory.
 */
export function disarmStalePidFile(data: string) {
  const lines = readPidFile(data);
  const pid = Number(lines?.[0]);
  if (!lines || !(pid > 0) || !alive(pid) || isPostmaster(pid, data)) return;
  lines[0] = "2147483646";
  writeFileSync(join(data, "postmaster.pid"), lines.join("\n"));
}

/** Whether the process is a server running on this data directory (it makes that its working directory). */
export function isPostmaster(pid: number, data: string): boolean {
  if (!alive(pid)) return false;
  if (process.platform === "win32") return true;
  if (process.platform === "linux") {
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(data);
    } catch {
      return false;
    }
  }
  return (
    spawnSync("ps", ["-o", "command=", "-p", String(pid)])
      .stdout?.toString()
      .includes(data) ?? false
  );
}

function readPidFile(data: string): string[] | undefined {
  try {
    return readFileSync(join(data, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return undefined;
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
