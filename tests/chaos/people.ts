import type { NotificationState, Reason } from "@/db/states";
import type { FiscalCodeRule } from "@/lib/appio/sandbox/faults";
import { generator } from "@/lib/appio/sandbox/hash";
import { fiscalCodeOf } from "@/tests/support/people";

/** What becomes of every notification to a person of the kind, unless its POST was lost. */
export type Kind = {
  /** Parts in a hundred of the recipients. */
  share: number;
  /** What the platform is told to do with the person's calls. */
  rule: FiscalCodeRule;
  /** Whether the profile check lets a POST leave. */
  posted: boolean;
  ends: { state: NotificationState; reason: Reason | null };
};

const accepted = { posted: true, ends: { state: "sent", reason: null } } as const;

/** The kinds of recipients: one for each way in which a row of a flow ends, and for what the way may be strewn with. */
export const kinds = {
  allowed: { share: 78, rule: { profile: "allowed" }, ...accepted },
  "profile failed once": { share: 1, rule: { profile: ["unavailable", "allowed"] }, ...accepted },
  "profile unanswered once": { share: 1, rule: { profile: ["reset-after", "allowed"] }, ...accepted },
  "slow answer": { share: 1, rule: { profile: "allowed", send: "slow" }, ...accepted },
  /** The identifier is in the header Location only. */
  "malformed answer": { share: 1, rule: { profile: "allowed", send: "malformed-json" }, ...accepted },
  refused: {
    share: 3,
    rule: { profile: "allowed", send: "bad-request" },
    posted: true,
    ends: { state: "error", reason: "invalid-content" },
  },
  "not on IO": {
    share: 8,
    rule: { profile: "not-on-io" },
    posted: false,
    ends: { state: "unreachable", reason: "not-on-io" },
  },
  "sender not allowed": {
    share: 5,
    rule: { profile: "blocked" },
    posted: false,
    ends: { state: "unreachable", reason: "sender-not-allowed" },
  },
  "recipient forbidden": {
    share: 2,
    rule: { profile: "recipient-forbidden" },
    posted: false,
    ends: { state: "error", reason: "recipient-forbidden" },
  },
} as const satisfies Record<string, Kind>;

export type KindName = keyof typeof kinds;
export type Recipient = { fiscalCode: string; kind: KindName };

/** One entry for each part in a hundred. */
const urn = Object.entries(kinds).flatMap(([name, { share }]) => Array.from({ length: share }, () => name as KindName));

/** Invented recipients from the `first` on, each different, of the kinds in their shares, as the seed decides. */
export function recipients(count: number, seed: number, first: number): Recipient[] {
  const random = generator(seed + first);
  return Array.from({ length: count }, (_, n) => ({
    fiscalCode: fiscalCodeOf(first + n),
    kind: urn[Math.floor(random() * urn.length)] ?? "allowed",
  }));
}

/** The rules as the sandbox takes them. */
export const rulesFor = (people: readonly Recipient[]): Record<string, FiscalCodeRule> =>
  Object.fromEntries(people.map(({ fiscalCode, kind }) => [fiscalCode, kinds[kind].rule]));
