import { readdirSync, readFileSync } from "node:fs";

/** What the launcher starts, and what runs beside it, by its command line. */
const names: readonly (readonly [name: string, command: RegExp])[] = [
  ["launcher", /bin\/launch\.mjs/],
  ["supervisor", /bin\/postgres\.ts/],
  ["executor", /embedded\/main\.ts/],
  ["sandbox", /sandbox\/main\.ts/],
  ["app", /next-server|next\/dist\/bin\/next/],
];

type Process = { pid: number; parent: number; command: string; environment: string };

/**
 * The living processes of the product on a data directory, by part; the first of each is the one that started the
 * others. Processes are known by the FLUSSIO_DATA they inherited, so that orphans are found too; PART names a process
 * that has a name of its own. Linux only.
 */
export function partsOn(data: string): Map<string, number[]> {
  const ours = processes().filter(({ environment }) => environment.includes(`\0FLUSSIO_DATA=${data}\0`));
  const byPid = new Map(ours.map((one) => [one.pid, one]));
  const nameOf = ({ command, environment, parent }: Process): string => {
    const own = names.find(([, pattern]) => pattern.test(command))?.[0];
    const above = byPid.get(parent);
    if (own) return /\0PART=(\w+)\0/.exec(environment)?.[1] ?? own;
    return above ? nameOf(above) : "other";
  };
  return grouped(ours.map((one) => [nameOf(one), one.pid]));
}

/** A process and everything below it; empty when it is gone. */
export function familyOf(pid: number): number[] {
  const all = processes();
  const below = (parent: number): number[] =>
    all.filter((one) => one.parent === parent).flatMap((one) => [one.pid, ...below(one.pid)]);
  return all.some((one) => one.pid === pid) ? [pid, ...below(pid)] : [];
}

/** One that nobody has reaped yet does nothing any more. */
function processes(): Process[] {
  return readdirSync("/proc").flatMap((entry) => {
    if (!/^\d+$/.test(entry)) return [];
    const read = (file: string) => readFileSync(`/proc/${entry}/${file}`, "utf8");
    try {
      const [state, parent] = read("stat")
        .replace(/^.*\) /s, "")
        .split(" ");
      if (state === "Z") return [];
      return [
        {
          pid: Number(entry),
          parent: Number(parent),
          command: read("cmdline"),
          environment: `\0${environmentOf(read)}`,
        },
      ];
    } catch {
      return [];
    }
  });
}

/** Empty for the processes of other accounts. */
function environmentOf(read: (file: string) => string): string {
  try {
    return read("environ");
  } catch {
    return "";
  }
}

function grouped(pairs: readonly (readonly [string, number])[]): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const [name, pid] of pairs) groups.set(name, [...(groups.get(name) ?? []), pid]);
  return groups;
}
