import { isMainThread } from "node:worker_threads";

// Preloaded into the processes of Next (node --import): they end when the launcher, or the process between, is gone.
// The request in progress has the time to record what it has sent. Worker threads inherit the preload: theirs is not to watch.
const launcher = Number(process.env.FLUSSIO_LAUNCHER);
const parent = process.ppid;

if (isMainThread) {
  const watch = setInterval(() => {
    if (process.ppid === parent && alive(parent) && alive(launcher)) return;
    clearInterval(watch);
    setTimeout(() => process.exit(1), 10_000).unref();
    process.kill(process.pid, "SIGTERM");
  }, 300);
  watch.unref();
}

function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}
