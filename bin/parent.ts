import { readFileSync } from "node:fs";

/**
 * Calls `onGone` when the npm that started us is gone: killed outright, it would leave us behind unseen.
 * Without npm nothing is watched: who starts the launcher in the background may leave.
 */
export function whenNpmIsGone(onGone: () => void) {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  // Some shells stay between npm and us, others give us their place.
  const shell = commandOf(parent).includes("launch.mjs");
  const npm = parentOf(parent);
  const watch = setInterval(() => {
    if (process.ppid === parent && (!shell || parentOf(parent) === npm)) return;
    clearInterval(watch);
    onGone();
  }, 500);
  watch.unref();
}

function commandOf(pid: number): string {
  return readProc(pid, "cmdline");
}

function parentOf(pid: number): number {
  const stat = readProc(pid, "stat");
  return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
}

/** Empty outside Linux, where the shells give their place. */
function readProc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return "";
  }
}
