import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Account, canEnter } from "./account";
import { explain } from "./fault";
import { findPostmaster } from "./postmaster";

const systemDirectory = "/var/lib/flussio";

/**
 * Where the cluster's files live: the directory itself or, when the server's account cannot enter it (root's home),
 * a system directory derived from its path, so that the next start finds the same data.
 * `fresh` says that the directory has no cluster of its own yet: a system directory left by a deleted one is set aside.
 */
export function clusterHome(directory: string, account: Account, fresh: boolean): string {
  if (existsSync(join(directory, "data"))) return directory;
  const home = join(systemDirectory, createHash("sha256").update(directory).digest("hex").slice(0, 16));
  try {
    if (fresh && existsSync(home)) {
      const orphan = findPostmaster(join(home, "data"));
      if (orphan) process.kill(orphan.pid, "SIGINT");
      rmSync(`${home}.old`, { recursive: true, force: true });
      renameSync(home, `${home}.old`);
    }
    if (existsSync(home)) return home;
    if (canEnter(account, directory)) return directory;
    open755(home);
    return home;
  } catch (error) {
    throw explain(String(error), home);
  }
}

/** Makes the directory and its missing parents so that another account can enter them, whatever the umask. */
export function open755(directory: string) {
  if (existsSync(directory)) return;
  open755(dirname(directory));
  mkdirSync(directory);
  chmodSync(directory, 0o755);
}
