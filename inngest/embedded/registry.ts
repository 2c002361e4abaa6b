import { mkdir, open, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { type AppFunction, compileFunction } from "./app-function";
import { registration } from "./protocol";

/** `refusedSince`: when this process of the app began to refuse connections, in ms; undefined while it answers. */
type Address = { url: string; refusedSince?: number; triedAt?: number };
type App = { id: string; configs: unknown[]; functions: Map<string, AppFunction>; addresses: Address[]; turn: number };

const saved = z.object({
  apps: z.array(z.object({ id: z.string(), urls: z.array(z.string()), configs: z.array(z.unknown()) })),
});

/** A refused process is tried last for this long (ms). */
const restMs = 5_000;
/** A process that has refused for this long (ms) is forgotten, if another of its app answers. */
const forgottenMs = 60 * 60_000;

/**
 * The apps, their functions and the processes that serve them. The last registration of an app decides its functions;
 * calls go round robin over all the URLs that registered it. Kept in a file, so that crons and triggers go on after a
 * restart of the executor alone.
 */
export class Registry {
  private readonly apps = new Map<string, App>();
  private saving: Promise<void> = Promise.resolve();

  private constructor(private readonly path: string) {}

  /** Opens the registrations of a directory; without those that this version cannot read, for apps register again. */
  static async open(directory: string): Promise<Registry> {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const registry = new Registry(join(directory, "registry.json"));
    await registry.load().catch(() => {});
    return registry;
  }

  /** @throws Error naming what is malformed or not supported; nothing is registered then. */
  async register(body: unknown): Promise<{ modified: boolean }> {
    const { url, appName, functions } = registration.parse(body);
    const before = this.apps.get(appName);
    const address = withoutQuery(url);
    const others = before?.addresses.filter((known) => known.url !== address) ?? [];
    this.put(appName, functions, [...others, { url: address }]);
    const modified = JSON.stringify(before?.configs) !== JSON.stringify(functions);
    if (modified || others.length === before?.addresses.length) await this.save();
    return { modified };
  }

  function(id: string): AppFunction | undefined {
    for (const app of this.apps.values()) {
      const found = app.functions.get(id);
      if (found) return found;
    }
    return undefined;
  }

  functions(): AppFunction[] {
    return [...this.apps.values()].flatMap((app) => [...app.functions.values()]);
  }

  /** The URLs of an app in the order to try them: those that answer in turn, then those that refused just now. */
  urls(appId: string): string[] {
    const app = this.apps.get(appId);
    if (!app) return [];
    app.turn++;
    const start = app.turn % app.addresses.length;
    const turned = [...app.addresses.slice(start), ...app.addresses.slice(0, start)];
    const rests = ({ triedAt, refusedSince }: Address) =>
      refusedSince !== undefined && Date.now() - (triedAt ?? 0) < restMs;
    return [...turned.filter((a) => !rests(a)), ...turned.filter(rests)].map(({ url }) => url);
  }

  /** Records whether a process took the connection. */
  reached(appId: string, url: string, accepted: boolean): void {
    const app = this.apps.get(appId);
    const address = app?.addresses.find((known) => known.url === url);
    if (!app || !address) return;
    address.triedAt = Date.now();
    address.refusedSince = accepted ? undefined : (address.refusedSince ?? address.triedAt);
    const gone = Date.now() - (address.refusedSince ?? Date.now()) > forgottenMs;
    if (gone && app.addresses.some((other) => other.refusedSince === undefined)) {
      app.addresses = app.addresses.filter((other) => other !== address);
      this.save().catch(() => {});
    }
  }

  private put(id: string, configs: unknown[], addresses: Address[]): void {
    const functions = new Map(configs.map((config) => compileFunction(id, config)).map((fn) => [fn.id, fn]));
    this.apps.set(id, { id, configs, functions, addresses, turn: this.apps.get(id)?.turn ?? 0 });
  }

  private async load(): Promise<void> {
    const { apps } = saved.parse(JSON.parse(await readFile(this.path, "utf8")));
    for (const { id, configs, urls } of apps) {
      const addresses = urls.map((url): Address => ({ url }));
      this.put(id, configs, addresses);
    }
  }

  private save(): Promise<void> {
    this.saving = this.saving.catch(() => {}).then(() => this.write());
    return this.saving;
  }

  private async write(): Promise<void> {
    const apps = [...this.apps.values()].map(({ id, configs, addresses }) => ({
      id,
      urls: addresses.map(({ url }) => url),
      configs,
    }));
    const rewritten = `${this.path}.new`;
    const file = await open(rewritten, "w", 0o600);
    await file.writeFile(JSON.stringify({ apps }));
    await file.datasync();
    await file.close();
    await rename(rewritten, this.path);
  }
}

/** `deployId` and the like belong to one registration, not to the address. */
function withoutQuery(url: string): string {
  const address = new URL(url);
  address.search = "";
  return address.href;
}
