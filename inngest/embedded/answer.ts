import { type Operation, operations } from "./protocol";

/** What came back from a call of an app. Times in milliseconds. */
export type Answer =
  | { kind: "answered"; status: number; body: unknown; noRetry: boolean; retryAfter?: number; version?: number }
  /** No process of the app took the connection: surely not executed. */
  | { kind: "unreachable" }
  /** The connection broke after the request left: executed, perhaps, up to any point. */
  | { kind: "broken"; message: string };

export type Operations = { kind: "operations"; operations: Operation[]; after?: number; noRetry: boolean };

/** What an answer asks for; `after` is the wait that the app wants, in milliseconds. */
export type Verdict =
  | Operations
  | { kind: "completed"; output: unknown }
  | { kind: "failed"; error: unknown }
  | { kind: "retry"; error: unknown; after?: number }
  | { kind: "unreached" };

/** The table of inngest.md §7, with the real server's rule for retries: only the x-inngest-no-retry header forbids. */
export function interpret(answer: Answer): Verdict {
  if (answer.kind === "unreachable") return { kind: "unreached" };
  if (answer.kind === "broken") return { kind: "retry", error: `connection lost: ${answer.message}` };
  const { status, body, noRetry, retryAfter: after } = answer;
  if (status === 200) return { kind: "completed", output: body };
  if (status === 206) {
    const parsed = operations.safeParse(body);
    return parsed.success
      ? { kind: "operations", operations: parsed.data, after, noRetry }
      : { kind: "retry", error: "answer 206 without operations", after };
  }
  const told = typeof body === "object" && body !== null && ("message" in body || "error" in body);
  const error = told ? body : `invalid status code: ${status}`;
  return noRetry ? { kind: "failed", error } : { kind: "retry", error, after };
}

/** The error of a run as events carry it: at least a name and a message. */
export function asError(error: unknown): { name: string; message: string } {
  if (typeof error !== "object" || error === null) return { name: "Error", message: String(error) };
  const message = "error" in error ? String(error.error) : "Unknown error";
  return { name: "Error", message, ...error };
}

const unitSeconds: Record<string, number> = { w: 604_800, d: 86_400, h: 3600, m: 60, s: 1 };

/**
 * When a Sleep ends, in ms since the epoch: its name is a duration such as 1d2h3m4s (empty for none) or a date.
 * @throws Error for anything else.
 */
export function wakeTime(name: string, now = Date.now()): number {
  if (!/^(\d+[wdhms])*$/.test(name)) {
    const date = Date.parse(name);
    if (Number.isNaN(date)) throw new Error(`sleep not understood: ${name}`);
    return date;
  }
  const parts = [...name.matchAll(/(\d+)([wdhms])/g)];
  return parts.reduce((until, [, count, unit = ""]) => until + 1000 * Number(count) * (unitSeconds[unit] ?? 0), now);
}
