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
    switch (kind) {
      case "stop":
        return { stop: outcome.stop, title };
      case "throttled":
        return null;
      case "unavailable":
      case "lost":
        count.failures += 1;
        return count.failures >= FAILURES ? { stop: "platform-down", title } : null;
      case "refused":
        // A refusal that is not about the row or its person would meet every row.
        count.failures = outcome.reason === "request-refused" ? count.failures + 1 : 0;
        if (count.failures >= FAILURES) return { stop: "platform-down", title };
        if (outcome.reason === "recipient-forbidden") count.forbidden += 1;
        return count.forbidden >= FORBIDDEN && !count.passed ? { stop: "test-only", title } : null;
      case "accepted":
      case "allowed":
      case "unreachable":
        count.failures = 0;
        count.passed = true;
        return null;
    }
  }
}
