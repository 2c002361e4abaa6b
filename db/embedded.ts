import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { type Account, launch, ownerOf, run, serverAccount } from "./cluster/account";
import { type Programs, programs } from "./cluster/binaries";
import { damaged, explain, StartupFault } from "./cluster/fault";
import { clusterHome, open755 } from "./cluster/home";
import { freePort } from "./cluster/port";
import { disarmStalePidFile, findPostmaster, isPostmaster, type Postmaster } from "./cluster/postmaster";

const major = "18";
const user = "flussio";

export type ClusterOptions = {
  /** Keeps password and port and, when the server's account can enter it, the data. */
  directory: string;
  logFile: string;
  /** False only for tests: a power cut may damage the data. */
  durable: boolean;
};

export type Cluster = {
  /** Where the data are; see clusterHome. */
  home: string;
  url(database: string): string;
  /** Resolves when the server is no longer running, whoever stopped it. */
  gone(): Promise<void>;
  /** Fast shutdown: open transactions are rolled back. */
  stop(): Promise<void>;
};

/**
 * Brings up the PostgreSQL of the npm packages on the directory: makes the cluster the first time, adopts a server that
 * survived its launcher, listens on a free port of 127.0.0.1 only. Throws StartupFault.
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const directory = resolve(options.directory);
  const { password, fresh } = prepare(directory, resolve(options.logFile));
  const server = serverAccount();
  const home = clusterHome(directory, server, fresh);
  const data = join(home, "data");
  const account = existsSync(data) ? ownerOf(data, server) : server;
  const tools = await programs(account, home);
  if (!existsSync(data)) await initialise(tools, account, home, password, options.durable);
  checkVersion(data);

  const { pid, port } = await start({ ...options, directory, data, tools, account });
  const gone = async () => {
    while (isPostmaster(pid, data)) await sleep(300);
  };
  return {
    home,
    gone,
    url: (database) => `postgres://${user}:${password}@127.0.0.1:${port}/${database}`,
    async stop() {
      const { code, output } = await run(account, tools.pgCtl, ["stop", "-D", data, "-m", "fast", "-w", "-t", "60"]);
      if (code !== 0 && isPostmaster(pid, data)) throw explain(output, data);
      await gone();
    },
  };
}

/** Creates the database unless it exists. */
export async function ensureDatabase(cluster: Cluster, name: string) {
  const sql = postgres(cluster.url("postgres"), { max: 1, onnotice: () => {} });
  try {
    const found = await sql`select 1 from pg_database where datname = ${name}`;
    if (found.length === 0) await sql`create database ${sql(name)}`;
  } finally {
    await sql.end();
  }
}

/** Makes directory and password; `fresh` when there was no password: the directory has no cluster of its own yet. */
function prepare(directory: string, logFile: string): { password: string; fresh: boolean } {
  try {
    open755(directory);
    open755(dirname(logFile));
    if (existsSync(logFile) && statSync(logFile).size > 20_000_000) renameSync(logFile, `${logFile}.1`);
    const file = join(directory, "password");
    if (existsSync(file)) return { password: readFileSync(file, "utf8").trim(), fresh: false };
    if (existsSync(join(directory, "data"))) throw new StartupFault(damaged(directory));
    const password = randomBytes(24).toString("hex");
    writeFileSync(file, password, { mode: 0o600 });
    return { password, fresh: true };
  } catch (error) {
    throw error instanceof StartupFault ? error : explain(String(error), directory);
  }
}

/** initdb, visible under its final name only when complete. */
async function initialise(tools: Programs, account: Account, home: string, password: string, durable: boolean) {
  const partial = join(home, "data.partial");
  const passwordFile = join(home, "initial-password");
  try {
    rmSync(partial, { recursive: true, force: true });
    mkdirSync(partial, { mode: 0o700 });
    writeFileSync(passwordFile, password, { mode: 0o600 });
    if (account) for (const path of [partial, passwordFile]) chownSync(path, account.uid, account.gid);
    chmodSync(partial, 0o700);
    const { code, output } = await run(account, tools.initdb, [
      ...["-D", partial, "-U", user, "-A", "scram-sha-256", `--pwfile=${passwordFile}`],
      ...["-E", "UTF8", "--locale=C", "--no-instructions", ...(durable ? [] : ["--no-sync"])],
    ]);
    if (code !== 0) throw explain(output, home);
    renameSync(partial, join(home, "data"));
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    throw error instanceof StartupFault ? error : explain(String(error), home);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

function checkVersion(data: string) {
  let version: string;
  try {
    version = readFileSync(join(data, "PG_VERSION"), "utf8").trim();
  } catch (error) {
    if (String(error).includes("ENOENT")) throw new StartupFault(damaged(data));
    throw explain(String(error), data);
  }
  if (version === major) return;
  throw new StartupFault(
    `I dati in ${data} sono di PostgreSQL ${version}, ma questa versione di FlussIO usa PostgreSQL ${major}.
Riavvia con la versione di FlussIO che li ha creati, oppure imposta DATABASE_URL.`,
  );
}

type Start = ClusterOptions & { data: string; tools: Programs; account: Account };

async function start({ directory, logFile, durable, data, tools, account }: Start): Promise<Postmaster> {
  const portFile = join(directory, "port");
  for (const deadline = Date.now() + 60_000; ; await sleep(300)) {
    const found = await settled(data);
    if (found) return found;
    disarmStalePidFile(data);
    const port = await freePort(existsSync(portFile) ? Number(readFileSync(portFile, "utf8")) : undefined);
    writeFileSync(portFile, String(port));
    const before = existsSync(logFile) ? statSync(logFile).size : 0;
    const server = launch(account, tools.postgres, ["-D", data, ...serverSettings(port, durable)], logFile);
    const started = await settled(data, server.running);
    if (started) return started;
    const output = readFileSync(logFile).subarray(before).toString();
    // The port was taken in the meantime, or the last processes of a killed server are still leaving.
    const passing = /Address already in use|could not create any TCP|shared memory block .* is still in use/;
    if (!passing.test(output) || Date.now() > deadline) throw explain(output, data);
  }
}

/** Waits while a server is starting, recovering or going down; undefined when there is none. */
async function settled(data: string, launched = () => false): Promise<Postmaster | undefined> {
  for (;;) {
    const found = findPostmaster(data);
    if (found?.status === "ready") return found;
    if (!found && !launched()) return undefined;
    await sleep(50);
  }
}

/** No statement and no value of a row may reach the server's log: they hold fiscal codes and message texts. */
function serverSettings(port: number, durable: boolean): string[] {
  const settings = [
    `port=${port}`,
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "max_connections=200",
    // The pages of a large send stay in the system's cache anyway: here they would be memory that is never given back.
    "shared_buffers=48MB",
    "log_min_messages=log",
    "log_min_error_statement=panic",
    "log_error_verbosity=terse",
    ...(durable ? [] : ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]),
  ];
  return settings.flatMap((setting) => ["-c", setting]);
}
