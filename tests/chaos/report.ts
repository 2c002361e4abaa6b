import type { Blow } from "./strike";
import { type Finding, lastLine, type Verdict } from "./verdict";

export type Say = (line: string) => void;

const SHOWN = 10;

/** Lines with the time since the start. */
export function teller(): Say {
  const start = Date.now();
  return (line) => {
    const seconds = Math.floor((Date.now() - start) / 1000);
    const clock = `${String(Math.floor(seconds / 60)).padStart(2, "0")}:${String(seconds % 60).padStart(2, "0")}`;
    console.log(`${clock}  ${line}`);
  };
}

export function blowLine(blow: Blow, number: number, of: number): string {
  const { part, pids, pulse, marked, backMs } = blow;
  const at = `${pulse.open} rows open, ${pulse.posts} POSTs in the last second`;
  const left = `${marked.size} left marked, back after ${(backMs / 1000).toFixed(1)} s`;
  return `kill ${number}/${of}  ${part.padEnd(8)} pid ${pids.join(" ")}: ${at}; ${left}`;
}

/** What the accounting found, the last line being that for scripts. */
export function report(verdict: Verdict, rows: number): string {
  const { duplicates, lost, wrong, unexplained, uncertain, kills, unseenOtherwise } = verdict;
  const unseen = Math.max(0, ...kills.map((kill) => kill.unseen));
  const byPart = new Map<string, number>();
  for (const kill of kills) byPart.set(kill.part, (byPart.get(kill.part) ?? 0) + kill.uncertain);
  return [
    "",
    `${rows} rows. Uncertain by cause: ${list(Object.entries(uncertain))}`,
    `Uncertain by a kill of: ${list([...byPart])}`,
    `Of them the server never saw at most ${unseen} for one kill; ${unseenOtherwise} of no kill`,
    ...findings("duplicate", duplicates),
    ...findings("lost", lost),
    ...findings("wrong", wrong),
    ...findings("unexplained", unexplained),
    lastLine(verdict),
  ].join("\n");
}

const list = (pairs: (readonly [string, number])[]) => pairs.map(([name, count]) => `${name} ${count}`).join(", ");

function findings(name: string, found: readonly Finding[]): string[] {
  const lines = found.slice(0, SHOWN).map(({ row, count, why }) => {
    const { fiscalCode: _, ...counted } = count;
    return `${name}: ${row.id} (${row.kind}, ${row.state} ${row.reason ?? ""}, marked ${row.postedAt ? new Date(row.postedAt).toISOString() : "never"}): ${why}; server ${JSON.stringify(counted)}`;
  });
  return found.length > SHOWN ? [...lines, `${name}: and ${found.length - SHOWN} more`] : lines;
}
