import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { type Installation, newInstallation, startLauncher, stopLauncher } from "../support/launcher";
import { expect, test } from "./fixtures";

type Process = { pid: number; parent: number; command: string };

const parts: [name: string, command: RegExp][] = [
  ["the database server", /bin\/postgres -D/],
  ["the executor", /embedded\/main\.ts/],
  ["the App IO sandbox", /sandbox\/main\.ts/],
  ["the application", /next-server|next\/dist\/bin\/next/],
  ["the database supervisor", /bin\/postgres\.ts/],
];

test.describe.configure({ mode: "serial" });

let installation: Installation;
test.beforeAll(async () => {
  installation = await newInstallation();
});
test.afterAll(() => rmSync(installation.data, { recursive: true, force: true }));

test("whatever part is killed outright comes back; stopping ends all of them", async () => {
  const { launcher, url } = await startLauncher(installation);
  const pid = launcher.pid ?? 0;
  for (const [name, command] of parts) {
    await test.step(name, async () => {
      const victim = family(pid).find((member) => command.test(member.command));
      if (!victim) throw new Error(`${name} is not running`);
      process.kill(victim.pid, "SIGKILL");
      const successor = () => family(pid).find((member) => member.pid !== victim.pid && command.test(member.command));
      await expect.poll(successor, { timeout: 60_000 }).toBeDefined();
      await expect.poll(() => statusOf(url), { timeout: 60_000 }).toBe(200);
    });
  }
  const members = family(pid);
  expect(await stopLauncher(launcher)).toBe(0);
  expect(alive(members)).toEqual([]);
});

test("a launcher killed outright leaves nothing behind, and the next one starts on the same data", async () => {
  const { launcher } = await startLauncher(installation);
  const members = family(launcher.pid ?? 0);
  expect(members.length).toBeGreaterThanOrEqual(parts.length);
  launcher.kill("SIGKILL");
  const next = await startLauncher(installation);
  expect(await statusOf(next.url)).toBe(200);
  expect(alive(members)).toEqual([]);
  expect(await stopLauncher(next.launcher)).toBe(0);
});

async function statusOf(url: string): Promise<number | undefined> {
  return (
    await fetch(`${url.replace("localhost", "127.0.0.1")}/accesso`, { redirect: "manual" }).catch(() => undefined)
  )?.status;
}

/** Living processes; one that nobody has reaped yet does nothing any more. `ps` is missing on small systems. */
function processes(): Process[] {
  if (process.platform !== "linux") return listed();
  return readdirSync("/proc").flatMap((entry) => {
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, "utf8");
      const [state, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      const command = readFileSync(`/proc/${entry}/cmdline`, "utf8").replaceAll("\0", " ").trim();
      return state === "Z" ? [] : [{ pid: Number(entry), parent: Number(parent), command }];
    } catch {
      return [];
    }
  });
}

function listed(): Process[] {
  const lines = execFileSync("ps", ["-eo", "pid=,ppid=,stat=,args="], { encoding: "utf8" }).trim().split("\n");
  return lines.flatMap((line) => {
    const [pid, parent, state, ...command] = line.trim().split(/\s+/);
    return state?.startsWith("Z") ? [] : [{ pid: Number(pid), parent: Number(parent), command: command.join(" ") }];
  });
}

/** What the launcher has started, also a database server whose supervisor has died. */
function family(launcher: number): Process[] {
  const all = processes();
  const below = (pid: number): Process[] =>
    all.filter(({ parent }) => parent === pid).flatMap((child) => [child, ...below(child.pid)]);
  const descendants = below(launcher);
  const orphans = all.filter((one) => one.command.includes(installation.data) && !descendants.includes(one));
  return [...descendants, ...orphans];
}

function alive(members: Process[]): Process[] {
  const all = processes();
  return members.filter((member) => all.some(({ pid, command }) => pid === member.pid && command === member.command));
}
