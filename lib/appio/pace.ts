import type { PaceState } from "@/db/schema/organizations";

/**
 * When calls may leave: a GCRA over the window of App IO's gateway (appio.md §3), pure. Moments in milliseconds. Who
 * keeps the state and tells the time is lib/appio/budget.ts.
 */

/** Who is calling: a person who waits, a mass send, or the reading of outcomes. */
export type CallClass = "person" | "bulk" | "status";

/** `limit`: calls the platform admits in a window, null = no limit. `share`: percentage that FlussIO may use. */
export type Rate = { limit: number | null; share: number };

export type Ask = {
  callClass: CallClass;
  count: number;
  /** The last `x-rate-limit-remaining` that the caller saw; null = none since it last asked. */
  seen: Seen | null;
};

/** What remained in the platform's window, and how many milliseconds ago. */
export type Seen = { remaining: number; age: number };

/** The calls that were asked for leave from `first`, `interval` apart; an interval of 0: no limit. */
export type Grant = { first: number; interval: number };

/** The platform's window. */
export const WINDOW = 5_000;
const SECOND = 1_000;
/** Departures are remembered for a window that ended so long ago at most. */
const MEMORY = 2 * SECOND;
/** Beside a mass send, status reads get one call in this many. */
export const STATUS_PART = 20;
/** Calls of others below this part of the limit are taken for noise; above it they are given some room. */
const NOISE = 0.015;
const ROOM = 1.1;
/** What is left unused beside other callers, whose pace we do not set. */
const CAUTION = 0.95;
/** However much others call, FlussIO keeps this part of the limit, or its share when that is less: it must not starve. */
const LEAST = 0.05;

export const fresh = (now: number): PaceState => ({
  ...{ next: now, person: now, status: now, bulk: 0, blocked: 0 },
  ...{ runs: [], foreign: 0, foreignUntil: 0 },
});

/** Calls per second that may be made now; null = no limit. */
export function callsPerSecond({ limit, share }: Rate, foreign = 0): number | null {
  if (limit === null) return null;
  const own = (limit * share) / 100;
  const left = foreign > 0 ? (limit - foreign * ROOM) * CAUTION : own;
  return Math.min(own, Math.max(limit * LEAST, left)) / (WINDOW / SECOND);
}

/**
 * Grants the next calls of a budget to one class, and pushes the others back by as much. A mass send queues at the tail;
 * several take turns, because each asks for a quarter of a second at a time. A person goes now, in a lane of its own.
 * Status reads queue like a mass send when there is none, and beside one have a slow lane of their own.
 */
export function grant(before: PaceState, rate: Rate, ask: Ask, now: number): { state: PaceState; grant: Grant } {
  const { callClass, count } = ask;
  const state = observed(before, rate, ask.seen, now);
  const perSecond = callsPerSecond(rate, foreignNow(state, now));
  const earliest = Math.max(now, state.blocked);
  if (perSecond === null) return { state, grant: { first: earliest, interval: 0 } };
  const each = SECOND / perSecond;
  const lane = callClass === "bulk" || (callClass === "status" && state.bulk < now - SECOND) ? "next" : callClass;
  const interval = lane === "status" ? each * STATUS_PART : each;
  const first = Math.max(state[lane], earliest);
  const end = first + interval * count;
  const next = lane === "next" ? end : Math.max(state.next, now) + each * count;
  const bulk = callClass === "bulk" ? end : state.bulk;
  const runs = remembered(state.runs, { first, interval, count }, now);
  return { state: { ...state, [lane]: end, next, bulk, runs }, grant: { first, interval } };
}

/**
 * The platform answered 429: nobody calls before `seconds` have passed. What was granted and has not left will not.
 */
export const blocked = (state: PaceState, seconds: number, now: number): PaceState => ({
  ...state,
  blocked: Math.max(state.blocked, now + seconds * SECOND),
  runs: state.runs.map((run) => ({ ...run, count: until(run, now) })).filter(({ count }) => count > 0),
});

/** Our calls in the last window, those of others, and the seconds of a pause that are left. */
export const use = (state: PaceState, now: number) => ({
  used: departed(state.runs, now),
  foreign: foreignNow(state, now),
  pausedSeconds: Math.max(0, (state.blocked - now) / SECOND),
});

const foreignNow = (state: PaceState, now: number) => (state.foreignUntil > now ? state.foreign : 0);

type Run = PaceState["runs"][number];

/** Adds a run to those still worth remembering; what continues the last one makes it longer. */
function remembered(runs: readonly Run[], added: Run, now: number): Run[] {
  const end = ({ first, interval, count }: Run) => first + interval * count;
  const kept = runs.filter((run) => end(run) > now - WINDOW - MEMORY);
  const last = kept.at(-1);
  const continues = last && last.interval === added.interval && Math.abs(end(last) - added.first) < 1;
  return continues ? [...kept.slice(0, -1), { ...last, count: last.count + added.count }] : [...kept, added];
}

/** Calls of a run that left up to a moment. */
const until = ({ first, interval, count }: Run, moment: number) =>
  Math.min(count, Math.max(0, Math.floor((moment - first) / interval) + 1));

/** Calls that left in the window that ended at `moment`. */
const departed = (runs: readonly Run[], moment: number) =>
  runs.reduce((sum, run) => sum + until(run, moment) - until(run, moment - WINDOW), 0);

/**
 * Somebody else calls with the same gateway user when less remained than our own departures explain. What is seen is
 * believed for one window.
 */
function observed(state: PaceState, { limit }: Rate, seen: Seen | null, now: number): PaceState {
  if (seen === null || limit === null || seen.age > MEMORY) return state;
  const foreign = Math.round(limit - seen.remaining - departed(state.runs, now - seen.age));
  return foreign > limit * NOISE ? { ...state, foreign, foreignUntil: now + WINDOW } : state;
}
