import { spawn, spawnSync } from "node:child_process";
import { closeSync, openSync, readFileSync, statSync } from "node:fs";
import { userInfo } from "node:os";
import { explain } from "./fault";

/** The account that PostgreSQL runs under; undefined = ours. */
export type Account = { uid: number; gid: number } | undefined;

/** PostgreSQL refuses to run as root: then `postgres` or, where it is missing, `nobody` runs it. No user is created. */
export function serverAccount(): Account {
  if (process.platform === "win32") return undefined;
  if (process.getuid?.() !== 0) {
    try {
      userInfo();
      return undefined;
    } catch {
      throw explain("could not look up effective user ID", "");
    }
  }
  const lines = readFileSync("/etc/passwd", "utf8").split("\n");
  for (const name of ["postgres", "_postgres", "nobody"]) {
    const fields = lines.find((line) => line.startsWith(`${name}:`))?.split(":");
    if (fields) return { uid: Number(fields[2]), gid: Number(fields[3]) };
  }
  throw explain("could not look up effective user ID", "");
}

/** Data keep the account that made them; those of root (a copy put back with cp) are handed to the server's account. */
export function ownerOf(data: string, account: Account): Account {
  if (!account) return account;
  const { uid, gid } = statSync(data);
  if (uid !== 0) return { uid, gid };
  spawnSync("chown", ["-R", `${account.uid}:${account.gid}`, data]);
  return account;
}

/** Whether the account can enter the directory: root's home is 0700. */
export function canEnter(account: Account, directory: string): boolean {
  if (!account) return true;
  return spawnSync("/bin/sh", ["-c", 'test -x "$1"', "sh", directory], { ...account, cwd: "/" }).status === 0;
}

/** Runs a PostgreSQL program as the account and waits for it. */
export async function run(account: Account, program: string, args: string[]) {
  const output: Buffer[] = [];
  const code = await new Promise<number | null>((resolve) => {
    const child = spawn(program, args, { ...surroundings(account), stdio: ["ignore", "pipe", "pipe"] });
    child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => output.push(chunk));
    child.on("error", (error) => {
      output.push(Buffer.from(error.message));
      resolve(null);
    });
    child.on("close", resolve);
  });
  return { code, output: Buffer.concat(output).toString() };
}

/** Starts a server as the account, in a session of its own: Ctrl-C in the terminal must not reach it. */
export function launch(account: Account, program: string, args: string[], logFile: string) {
  // An open descriptor reaches a log file that the account could not open by path.
  const log = openSync(logFile, "a", 0o600);
  try {
    const child = spawn(program, args, { ...surroundings(account), detached: true, stdio: ["ignore", log, log] });
    child.unref();
    let running = true;
    for (const event of ["exit", "error"])
      child.on(event, () => {
        running = false;
      });
    return { running: () => running };
  } finally {
    closeSync(log);
  }
}

function surroundings(account: Account) {
  const { NODE_ENV, PATH, SystemRoot } = process.env;
  return {
    ...account,
    // The account may not be able to enter our own working directory.
    cwd: process.platform === "win32" ? undefined : "/",
    env: { NODE_ENV, PATH, SystemRoot, LC_ALL: "C", TZ: "UTC" },
    windowsHide: true,
  };
}
