import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { chromium, type LaunchOptions } from "@playwright/test";
import { root } from "@/bin/child";

type Browser = { executablePath: string; env?: Record<string, string> };

/**
 * How to launch a Chromium: FLUSSIO_CHROMIUM, else the system's, else the one of the npm package @sparticuz/chromium,
 * else Playwright's own download, else Debian's package when we may install it. The first that answers is taken.
 */
export async function browserLaunch(): Promise<LaunchOptions> {
  const given = process.env.FLUSSIO_CHROMIUM;
  const finders: (() => Browser | undefined)[] = given
    ? [() => ({ executablePath: given })]
    : [systemBrowser, packagedBrowser, playwrightBrowser, debianBrowser];
  const tried: string[] = [];
  for (const find of finders) {
    const browser = find();
    if (!browser) continue;
    const options = launchOptions(browser);
    try {
      await (await chromium.launch({ ...options, timeout: 30_000 })).close();
      return options;
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error);
      tried.push(`${browser.executablePath}: ${words.split("\n").slice(0, 12).join("\n    ")}`);
    }
  }
  throw new Error(
    `No usable Chromium. Install one (Debian: apt-get install chromium) or set FLUSSIO_CHROMIUM to its path.\n${tried.join("\n")}`,
  );
}

function launchOptions({ executablePath, env }: Browser): LaunchOptions {
  return {
    executablePath,
    ...(env ? { env: { ...definedEnvironment(), ...env } } : {}),
    args: [
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-domain-reliability",
      "--disable-sync",
      "--no-first-run",
      "--no-pings",
      ...(sandboxWorks() ? [] : ["--no-sandbox"]),
    ],
  };
}

/** Root has no sandbox; elsewhere it needs user namespaces, which many containers refuse. */
function sandboxWorks(): boolean {
  if (process.platform !== "linux") return true;
  return process.getuid?.() !== 0 && spawnSync("unshare", ["--user", "true"]).status === 0;
}

function systemBrowser(): Browser | undefined {
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
  const paths = [
    ...(process.env.PATH ?? "").split(delimiter).flatMap((directory) => names.map((name) => join(directory, name))),
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
  ];
  const executablePath = paths.find((path) => existsSync(path));
  return executablePath ? { executablePath } : undefined;
}

/**
 * A headless Chromium made for Amazon Linux: with its own pack of libraries and fonts it runs on a bare Debian.
 * It unpacks itself into the temporary directory, and the libraries only where it believes to be on that system, so a
 * child process with another temporary directory does it, once.
 */
function packagedBrowser(): Browser | undefined {
  if (process.platform !== "linux" || process.arch !== "x64") return undefined;
  const home = packagedHome();
  if (!existsSync(home)) {
    const partial = mkdtempSync(`${home}-`);
    const script = `import(${JSON.stringify(import.meta.resolve("@sparticuz/chromium"))}).then((m) => m.default.executablePath())`;
    try {
      execFileSync(process.execPath, ["--input-type=module", "-e", `await ${script}`], {
        env: { ...process.env, TMPDIR: partial, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs20.x" },
        stdio: "ignore",
      });
      // Its own configuration names the directories of that system.
      writeFileSync(join(partial, "fonts", "fonts.conf"), fontConfiguration(home));
      for (const path of [partial, join(partial, "chromium")]) chmodSync(path, 0o755);
      renameSync(partial, home);
    } catch {
      rmSync(partial, { recursive: true, force: true });
      if (!existsSync(home)) return undefined;
    }
  }
  return {
    executablePath: join(home, "chromium"),
    env: { LD_LIBRARY_PATH: join(home, "al2023", "lib"), FONTCONFIG_PATH: join(home, "fonts"), HOME: home },
  };
}

function fontConfiguration(home: string): string {
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>/usr/share/fonts</dir><dir>${home}/fonts</dir><cachedir>${home}/fonts-cache</cachedir></fontconfig>`;
}

function packagedHome(): string {
  const name = "flussio-chromium-143";
  const cache = join(root, "node_modules", ".cache");
  try {
    mkdirSync(cache, { recursive: true });
    return join(cache, name);
  } catch {
    return join(tmpdir(), `${name}-${process.getuid?.() ?? ""}`);
  }
}

function playwrightBrowser(): Browser | undefined {
  const executablePath = chromium.executablePath();
  return existsSync(executablePath) ? { executablePath } : undefined;
}

function debianBrowser(): Browser | undefined {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return undefined;
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  for (const args of [["update"], ["install", "-y", "--no-install-recommends", "chromium"]]) {
    spawnSync("apt-get", args, { stdio: "inherit", env });
  }
  return systemBrowser();
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
