import { rmSync } from "node:fs";
import { join } from "node:path";
import { appEnvironment } from "@/bin/parts";
import { readSecrets, type Secrets } from "@/bin/secrets";
import { type Db, open, type Sql } from "@/db/client";
import { freePort } from "@/db/cluster/port";
import type { Hint } from "@/lib/context";
import { engines, type Keys } from "@/tests/conformance/engines";
import { type Connection, createEnte, pressSend } from "./ente";
import { newInstallation, stopLauncher, type Variables } from "./launcher";
import { allEnded, end, findParts, launch, startSandbox, startSecondApp } from "./parts";

export type ProductOptions = {
  /** Calls that App IO admits in 5 seconds, on the sandbox and in the budget of the ente; null = no limit. */
  limit: 150 | 250 | null;
  /** Percentage of the limit; default 80. */
  share?: number;
  /** Default: APPIO_URL, else a sandbox of its own. */
  appioUrl?: string;
  /** How many processes of the application; default 1. */
  apps?: 1 | 2;
  /** What each answer of the sandbox takes, in ms; default 0. */
  latencyMs?: number;
  /** Default: the real server when INNGEST_BIN is set. */
  engine?: "embedded" | "real";
  /** A job server that is running already, and ends with the product. */
  jobServer?: JobServer;
  /** Asked at the end: whether the data directory stays. */
  keepData?: () => boolean;
  /** Added to the environment of every process. */
  env?: Variables;
};

export type JobServer = Keys & { url: string; stop(): Promise<void> };

export type Product = {
  /** The console. */
  url: string;
  /** FLUSSIO_DATA. */
  data: string;
  databaseUrl: string;
  /** What the product calls, with its path. */
  appioUrl: string;
  /** Origin of the sandbox's control interface (lib/appio/sandbox/control.ts); null when App IO is something else. */
  control: string | null;
  secrets: Secrets;
  sql: Sql;
  db: Db;
  /** Living processes: launcher, supervisor, postgres (the postmaster first), executor, app, app2, sandbox. */
  parts(): Promise<Map<string, number[]>>;
  /** Adds a service of the one ente; the sandbox counts keys with the same middle part (`sandbox-<ente>-…`) together. */
  addService(key?: string): Promise<string>;
  /** Adds a flow in preparation with that many Registrato rows, for people whom the sandbox lets the service write to. */
  addFlow(serviceId: string, rows: number): Promise<string>;
  /** Presses Invia Flusso, or Riprendi: the verb of the console and its hint. `over`: a connection of the caller's. */
  sendFlow(flowId: string, over?: Connection): Promise<void>;
  /** Starts the launcher again after it was killed. */
  relaunch(): Promise<void>;
  /** Stops the console and its parts as Ctrl-C does, and starts them again on the same data. */
  restart(): Promise<void>;
  stop(): Promise<void>;
};

/** The key of a service of the bench. */
export const benchKey = "sandbox-banco-avvisi";

const alive = new Set<() => Promise<void>>();

/**
 * Starts the whole product as separate processes, production build, on new data and free ports: `npm start` without
 * demo content, with an ente, its budget, and App IO and the job server as asked. Whatever happens to this process,
 * the others end.
 */
export async function startProduct(options: ProductOptions): Promise<Product> {
  const ends: (() => unknown)[] = [];
  let ending: Promise<void> | undefined;
  const stop = () => {
    ending ??= inReverse(ends);
    return ending;
  };
  if (alive.size === 0) for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(name, endAll);
  alive.add(stop);
  try {
    return { ...(await bringUp(options, ends)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function inReverse(ends: (() => unknown)[]): Promise<void> {
  for (const end of ends.reverse()) await end();
}

async function endAll() {
  for (const stop of alive) await stop();
  process.exit(130);
}

async function bringUp(options: ProductOptions, ends: (() => unknown)[]): Promise<Omit<Product, "stop">> {
  const {
    limit,
    share = 80,
    apps = 1,
    latencyMs = 0,
    engine: kind = process.env.INNGEST_BIN ? "real" : "embedded",
  } = options;
  const installation = await newInstallation();
  const { data } = installation;
  let postgresData = join(data, "postgres", "data");
  ends.push(
    () => options.keepData?.() || rmSync(data, { recursive: true, force: true }),
    () => allEnded(data, postgresData),
  );

  const given = options.appioUrl ?? process.env.APPIO_URL;
  const own = { ...options.env, FLUSSIO_DATA: data };
  const sandbox = given
    ? undefined
    : await startSandbox(["--limit", String(limit ?? "none"), "--latency-ms", String(latencyMs)], own);
  if (sandbox) ends.push(() => end(sandbox.child));
  const appioUrl = given ?? `${sandbox?.url}/api/v1`;

  const real = engines.find(({ name }) => name === "real server");
  const server = options.jobServer ?? (kind === "real" ? await real?.start() : undefined);
  if (kind === "real" && !server) throw new Error("INNGEST_BIN is not set");
  if (server) ends.push(server.stop);

  const environment = {
    ...options.env,
    FLUSSIO_DEMO: "0",
    APPIO_URL: appioUrl,
    ...(server && {
      INNGEST_BASE_URL: server.url,
      INNGEST_EVENT_KEY: server.eventKey,
      INNGEST_SIGNING_KEY: server.signingKey,
    }),
  };
  let launched = await launch(installation, environment);
  ends.push(() => stopLauncher(launched.launcher));
  const { databaseUrl, inngestUrl, url } = launched;
  const { sql, db } = open(databaseUrl, { max: 4, idle_timeout: 1 });
  ends.push(() => sql.end({ timeout: 5 }));
  const [place] = await sql<{ directory: string }[]>`select current_setting('data_directory') as directory`;
  postgresData = place?.directory ?? postgresData;

  const settings = {
    mode: "production" as const,
    data,
    port: installation.port,
    databaseUrl: undefined,
    inngestUrl: server?.url,
    appioUrl,
    demo: false,
  };
  const secrets = readSecrets(settings, { ...environment, NODE_ENV: "production" });
  if (apps === 2) {
    const second = { ...settings, port: await freePort() };
    // Another name of the same address: who counts the calls tells the processes apart by the Host header.
    const addresses = { databaseUrl, inngestUrl, appioUrl: appioUrl.replace("//127.0.0.1:", "//localhost:") };
    const child = await startSecondApp(second.port, { ...own, ...appEnvironment(second, secrets, addresses) });
    ends.push(() => end(child));
  }

  const ente = await createEnte({ sql, db }, { limit, share, sealingKey: secrets.FLUSSIO_KEY });

  return {
    url,
    data,
    databaseUrl,
    appioUrl,
    control: await controlOf(appioUrl),
    secrets,
    sql,
    db,
    parts: async () => findParts(data, postgresData),
    addService: (key = benchKey) => ente.addService(key),
    addFlow: ente.addFlow,
    async sendFlow(flowId, over = { sql, db }) {
      for (const hint of await pressSend(over, flowId))
        await emit(`${inngestUrl}/e/${secrets.INNGEST_EVENT_KEY}`, hint);
    },
    async relaunch() {
      launched = await launch(installation, environment);
    },
    async restart() {
      await stopLauncher(launched.launcher);
      launched = await launch(installation, environment);
    },
  };
}

async function controlOf(appioUrl: string): Promise<string | null> {
  const { origin } = new URL(appioUrl);
  const answer = await fetch(`${origin}/_sandbox/stats`).catch(() => null);
  await answer?.text();
  return answer?.ok ? origin : null;
}

/** As an app does: what the server did not take is lost, and found again within a minute. */
async function emit(url: string, hint: Hint): Promise<void> {
  const headers = { "content-type": "application/json" };
  await fetch(url, { method: "POST", headers, body: JSON.stringify(hint) }).then(
    (response) => response.text(),
    () => undefined,
  );
}
