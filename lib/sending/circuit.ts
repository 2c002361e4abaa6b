import type { CircuitCount } from "@/db/schema/flows";
import type { StopReason } from "@/db/states";
import type { ProfileOutcome, SendOutcome } from "../appio/outcome";

/** Calls of one kind in a row that nobody answered well, before the flow stops. */
const FAILURES = 10;

/** Messages all refused as "Recipient forbidden" before any was accepted, before the flow stops. */
const FORBIDDEN = 10;

export type Fault = { stop: StopReason; title: string };

/** Watches the outcomes of a flow, from one checkpoint to the next, and says when going on would only do harm. */
export class Circuit {
  readonly count: CircuitCount;

  constructor(count: CircuitCount | null) {
    this.count = { ...(count ?? { profile: 0, send: 0, forbidden: 0, accepted: false }) };
  }

  observe(call: "profile" | "send", outcome: SendOutcome | ProfileOutcome): Fault | null {
    switch (outcome.kind) {
      case "stop":
        return { stop: outcome.stop, title: outcome.title };
      case "throttled":
        return null;
      case "unavailable":
      case "lost":
        this.count[call] += 1;
        return this.count[call] >= FAILURES ? { stop: "platform-down", title: outcome.title } : null;
      case "refused":
        this.count[call] = 0;
        if (outcome.reason === "recipient-forbidden") this.count.forbidden += 1;
        return this.count.forbidden >= FORBIDDEN && !this.count.accepted
          ? { stop: "test-only", title: outcome.title }
          : null;
      case "accepted":
      case "allowed":
      case "unreachable":
        this.count.accepted ||= outcome.kind === "accepted";
        this.count[call] = 0;
        return null;
    }
  }
}
