import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { createWriteStream, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { StartupFault } from "../db/cluster/fault";
import { root } from "./child";
import { acquire } from "./lock";
import { say } from "./terminal";

const sources = [
  "app",
  "lib",
  "db",
  "inngest",
  "public",
  "proxy.ts",
  "instrumentation.ts",
  "next.config.ts",
  "package.json",
  "package-lock.json",
  "tsconfig.json",
];
const stamp = join(root, ".next", "flussio-source.sha256");

/** Builds the application for production unless the build there is of these very sources. Throws StartupFault. */
export async function build(logFile: string, signal: AbortSignal) {
  const lock = await acquire(`flussio build ${root}`, 600_000);
  try {
    const hash = sourceHash();
    if (existsSync(join(root, ".next", "BUILD_ID")) && existsSync(stamp) && readFileSync(stamp, "utf8") === hash)
      return;
    rmSync(stamp, { force: true });
    say("Compilo l'applicazione: succede solo la prima volta o dopo una modifica, e richiede circa un minuto…");
    await runBuild(logFile, signal);
    writeFileSync(stamp, hash);
  } finally {
    lock?.release();
  }
}

/** SHA-256 over names and contents of everything the build reads, and over what compiles it. */
export function sourceHash(): string {
  const hash = createHash("sha256").update(process.version).update("\0");
  for (const source of sources) addTo(hash, source);
  return hash.digest("hex");
}

function addTo(hash: ReturnType<typeof createHash>, path: string) {
  const full = join(root, path);
  if (!existsSync(full)) return;
  if (statSync(full).isDirectory()) {
    for (const name of readdirSync(full).sort()) addTo(hash, `${path}/${name}`);
  } else {
    const content = readFileSync(full);
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
}

async function runBuild(logFile: string, signal: AbortSignal) {
  const log = createWriteStream(logFile, { mode: 0o600 });
  const output: Buffer[] = [];
  const code = await new Promise<number | null>((resolve) => {
    const child = spawn(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
      cwd: root,
      env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
      stdio: ["ignore", "pipe", "pipe"],
      signal,
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk: Buffer) => {
        output.push(chunk);
        log.write(chunk);
      });
    }
    child.on("error", () => resolve(null));
    child.on("close", resolve);
  });
  log.end();
  signal.throwIfAborted();
  if (code === 0) return;
  const words = Buffer.concat(output).toString();
  const hint = /EACCES|EPERM|EROFS/.test(words)
    ? `Permessi insufficienti nella cartella ${root}: avvia FlussIO con il suo proprietario.`
    : /ENOSPC/.test(words)
      ? "Il disco è pieno: libera almeno 500 MB e riavvia."
      : "La compilazione dell'applicazione non è riuscita.";
  throw new StartupFault(
    `${hint}\n\nDettagli tecnici (tutto in ${logFile}):\n${words.trim().split("\n").slice(-30).join("\n")}`,
  );
}
