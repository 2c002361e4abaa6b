import type { CircuitCount } from "@/db/schema/flows";
import type { StopReason } from "@/db/states";
import type { ProfileOutcome, SendOutcome } from "../appio/outcome";

/** Calls of one kind in a row that nobody answered well, before the flow stops. */
const FAILURES = 10;

/** Calls of one kind all refused as "Recipient forbidden" before any other got through, before the flow stops. */
const FORBIDDEN = 10;

export type Fault = { stop: StopReason; title: string };

/** Watches the outcomes of a flow, from one checkpoint to the next, and says when going on would only do harm. */
export class Circuit {
  readonly count: CircuitCount;

  constructor(count: CircuitCount | null) {
    const none = { failures: 0, forbidden: 0, passed: false };
    this.count = { profile: { ...none, ...count?.profile }, send: { ...none, ...count?.send } };
  }

  observe(call: "profile" | "send", outcome: SendOutcome | ProfileOutcome): Fault | null {
    const count = this.count[call];
    const { kind, title } = outcome;
    if (kind === "stop") return { stop: outcome.stop, title };
    if (kind === "throttled") return null;
    const refusal = kind === "refused" ? outcome.reason : null;
    // A refusal that is not about the row or its person would meet every row.
    const failed = kind === "unavailable" || kind === "lost" || refusal === "request-refused";
    count.failures = failed ? count.failures + 1 : 0;
    if (count.failures >= FAILURES) return { stop: "platform-down", title };
    if (!failed && !refusal) count.passed = true;
    if (refusal === "recipient-forbidden") count.forbidden += 1;
    return refusal && count.forbidden >= FORBIDDEN && !count.passed ? { stop: "test-only", title } : null;
  }
}
