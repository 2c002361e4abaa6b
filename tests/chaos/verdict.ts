import type { NotificationState, Reason } from "@/db/states";
import { type Kind, type KindName, kinds } from "./people";

/** A notification as Postgres has it at the end. Times in ms since 1970. */
export type Row = {
  id: string;
  fiscalCode: string;
  kind: KindName;
  state: NotificationState;
  reason: Reason | null;
  /** The mark of its last POST. */
  postedAt: number | null;
  /** When its POSTs without an answer left and were given up. */
  unanswered: readonly { from: number; to: number }[];
};

/** What the server says of the POSTs to a fiscal code: see PostCount of lib/appio/sandbox/posts.ts. */
export type Count = {
  fiscalCode: string;
  posts: number;
  stored: number;
  refused: number;
  failed: number;
  unanswered: number;
};

/** A kill, and the rows that were marked and unsettled when it struck, with their mark. */
export type Kill = { part: string; marked: ReadonlyMap<string, number> };

export type Chaos = {
  rows: readonly Row[];
  counts: readonly Count[];
  kills: readonly Kill[];
  /** When every open connection was cut on purpose. */
  cuts: readonly number[];
};

/** Why a row is Esito incerto; the first that holds. */
export const causes = ["5xx", "answer lost", "connection cut", "kill", "unexplained"] as const;
export type Cause = (typeof causes)[number];

export type Verdict = {
  duplicates: Finding[];
  lost: Finding[];
  wrong: Finding[];
  uncertain: Record<Cause, number>;
  unexplained: Finding[];
  /** By kill: rows that ended uncertain because of it, and those of them that the server never saw. */
  kills: { part: string; uncertain: number; unseen: number }[];
  /** Uncertain rows of no kill that the server never saw. */
  unseenOtherwise: number;
};
export type Finding = { row: Row; count: Count; why: string };

const none: Omit<Count, "fiscalCode"> = { posts: 0, stored: 0, refused: 0, failed: 0, unanswered: 0 };
/** Clocks of three processes of one machine, and the time that an order takes. */
const TOLERANCE = 1000;

/** Holds the rows against what the server counted. */
export function verdictOn({ rows, counts, kills, cuts }: Chaos): Verdict {
  const countOf = new Map(counts.map((count) => [count.fiscalCode, count]));
  const verdict: Verdict = {
    duplicates: [],
    lost: [],
    wrong: [],
    uncertain: { "5xx": 0, "answer lost": 0, "connection cut": 0, kill: 0, unexplained: 0 },
    unexplained: [],
    kills: kills.map(({ part }) => ({ part, uncertain: 0, unseen: 0 })),
    unseenOtherwise: 0,
  };
  for (const row of rows) {
    const count = countOf.get(row.fiscalCode) ?? { fiscalCode: row.fiscalCode, ...none };
    const note = (list: Finding[], why: string | null) => why && list.push({ row, count, why });
    note(verdict.duplicates, duplicated(count));
    const lost = lostOf(row, count);
    note(verdict.lost, lost);
    if (!lost) note(verdict.wrong, wrongness(row, count));
    if (!isUncertain(row)) continue;
    const kill = kills.findIndex(({ marked }) => marked.get(row.id) === row.postedAt);
    const cause = causeOf(row, count, kill >= 0, cuts);
    verdict.uncertain[cause] += 1;
    if (cause === "unexplained") note(verdict.unexplained, "nothing that happened leaves it uncertain");
    const struck = verdict.kills[kill];
    if (struck && cause === "kill") struck.uncertain += 1;
    if (count.posts > 0) continue;
    if (struck) struck.unseen += 1;
    else verdict.unseenOtherwise += 1;
  }
  return verdict;
}

export const isUncertain = ({ state, reason }: Row) => state === "error" && reason === "uncertain";

/** POSTs that stored a message or may have: all but those that the server surely refused. */
function duplicated({ posts, stored, refused }: Count): string | null {
  if (stored > 1) return `${stored} messages stored`;
  return posts - refused > 1 ? `${posts - refused} POSTs that may have stored a message` : null;
}

function lostOf({ state }: Row, { stored }: Count): string | null {
  if (state === "registered" || state === "transmitting") return `never came to an end: ${state}`;
  return state === "sent" && stored === 0 ? "sent, and the server stored nothing" : null;
}

/** What the kind of the person and the answers given forbid. */
function wrongness(row: Row, { posts, refused, failed, unanswered }: Count): string | null {
  const { posted, ends }: Kind = kinds[row.kind];
  if (!posted && posts > 0) return "posted against the profile check";
  if (isUncertain(row)) return posted ? null : "uncertain, and its profile check lets nothing leave";
  if (row.state !== ends.state || row.reason !== ends.reason) {
    return `${row.state} ${row.reason ?? ""}, not ${ends.state} ${ends.reason ?? ""}`;
  }
  if (row.state === "sent" && posts === refused + failed + unanswered) return "sent, and no POST was answered so";
  return posted && row.state === "error" && refused === 0 ? "refused, and no POST was answered so" : null;
}

function causeOf(row: Row, { failed, unanswered }: Count, killed: boolean, cuts: readonly number[]): Cause {
  if (failed > 0) return "5xx";
  if (unanswered > 0) return "answer lost";
  const wasCut = cuts.some((cut) =>
    row.unanswered.some(({ from, to }) => from - TOLERANCE < cut && cut < to + TOLERANCE),
  );
  if (wasCut) return "connection cut";
  return killed ? "kill" : "unexplained";
}

/** The line that a script reads. */
export function lastLine(verdict: Verdict): string {
  const { duplicates, lost, wrong, unexplained, kills } = verdict;
  const uncertain = Object.values(verdict.uncertain).reduce((sum, count) => sum + count, 0);
  return `chaos kills=${kills.length} duplicates=${duplicates.length} lost=${lost.length} wrong=${wrong.length} uncertain=${uncertain} unexplained=${unexplained.length}`;
}

/** Nothing happened that may not. */
export const isClean = ({ duplicates, lost, wrong, unexplained }: Verdict) =>
  duplicates.length + lost.length + wrong.length + unexplained.length === 0;
