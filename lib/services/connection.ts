import type { ConnectionFinding } from "@/db/states";
import { type Answer, type AnswerClass, classOf, profileOutcome } from "../appio/outcome";
import { testFiscalCode } from "../fiscal-code";

/**
 * The questions of Verifica connessione: each is a POST /profiles, which sends nothing to anybody, with a code that is
 * nobody's. In the order in which they are asked:
 * `test-code` every service may ask about it, also before its approval (appio.md §3);
 * `nobody` right by App IO's pattern, with a day of birth that does not exist: only an open service may ask about it;
 * `malformed` App IO reads the body before it looks at the caller's address: it tells a closed service from a refused
 * address, when both answer "You are not allowed here" (appio.md §2).
 */
export const questions = { "test-code": testFiscalCode, nobody: "ZZZZZZ00A00Z000A", malformed: "-" } as const;
export type Question = keyof typeof questions;

/** What an answer tells, or which question to ask next. */
export type Verdict = { finding: ConnectionFinding } | { ask: Question };

const finding = (found: ConnectionFinding): Verdict => ({ finding: found });
const always = (found: ConnectionFinding): Record<Question, Verdict> => ({
  "test-code": finding(found),
  nobody: finding(found),
  malformed: finding(found),
});

const unreachable = always("unreachable");
const wrongAddress = always("wrong-address");
const notDecided = always("not-decided");
const passed = { "test-code": { ask: "nobody" }, nobody: finding("ok"), malformed: finding("not-decided") } as const;

/** `profile`: what the contract promises; the other classes are those of lib/appio/outcome.ts. */
export const verdicts: Record<AnswerClass | "profile", Record<Question, Verdict>> = {
  profile: passed,
  "not-found": passed,
  unconnected: unreachable,
  "unknown-host": unreachable,
  tls: unreachable,
  "connect-timeout": unreachable,
  timeout: unreachable,
  reset: unreachable,
  malformed: unreachable,
  "server-fault": unreachable,
  redirect: wrongAddress,
  "wrong-path": wrongAddress,
  "key-refused": always("key-refused"),
  throttled: always("slow-down"),
  "recipient-forbidden": { ...always("test-only"), malformed: finding("not-decided") },
  forbidden: {
    "test-code": { ask: "malformed" },
    // The test code passed: neither the key nor the address is refused.
    nobody: finding("service-closed"),
    malformed: finding("service-closed"),
  },
  invalid: { ...notDecided, malformed: finding("source-refused") },
  "over-limit": notDecided,
  "other-refusal": notDecided,
};

/** A 403 that says of itself what is refused: the account, not the address. */
const closed = /^403 (Production call forbidden|User has no valid scopes)$/;

/** What the answer to a question tells. */
export function verdictOf(question: Question, answer: Answer): Verdict {
  const outcome = profileOutcome(answer);
  const answered =
    outcome.kind === "allowed" || (outcome.kind === "unreachable" && outcome.reason === "sender-not-allowed");
  if (answered) return verdicts.profile[question];
  if (closed.test(outcome.title)) return finding("service-closed");
  return verdicts[classOf(answer)][question];
}
