import type { AttemptKind, NotificationState, Reason } from "@/db/states";

/** A line of the timeline, as the engine writes it: what was asked, what came of it, seconds after the previous one. */
type Step = { kind: AttemptKind; outcome: string; http: number | null; title?: string; delay: number };

export type Outcome = { state: NotificationState; reason?: Reason; delivery?: string; steps: readonly Step[] };

const MINUTE = 60;

const accepted: Step = { kind: "send", outcome: "accepted", http: 201, delay: 0 };
/** Only a final answer is written down: the readings before it say that there is none yet. */
const read = (status: string): Step => ({ kind: "status", outcome: status, http: null, delay: MINUTE });
const answered = (kind: AttemptKind, outcome: string, title: string): Step => ({
  kind,
  outcome,
  http: Number(title.slice(0, 3)) || 200,
  title,
  delay: 0,
});

const ended = (state: NotificationState, reason: Reason, kind: AttemptKind, title: string): Outcome => ({
  state,
  reason,
  steps: [answered(kind, reason, title)],
});
const lost = (step: Partial<Step>): Outcome => ({
  state: "error",
  reason: "uncertain",
  steps: [{ kind: "send", outcome: "lost", http: null, delay: 0, ...step }],
});

/** How a row of the demo ended, with the answers that brought it there. */
export const outcomes = {
  waiting: { state: "registered", steps: [] },
  /** Claimed by a process that is no more: the engine gives it back and sends it. */
  claimed: { state: "transmitting", steps: [] },
  available: { state: "sent", delivery: "PROCESSED", steps: [accepted, read("PROCESSED")] },
  corrected: {
    state: "sent",
    delivery: "PROCESSED",
    steps: [
      answered("send", "invalid-content", "400 Invalid message structure"),
      { ...accepted, delay: 2 * 3600 },
      read("PROCESSED"),
    ],
  },
  accepted: { state: "sent", delivery: "ACCEPTED", steps: [accepted] },
  throttled: { state: "sent", delivery: "THROTTLED", steps: [accepted] },
  rejected: { state: "unreachable", reason: "rejected", delivery: "REJECTED", steps: [accepted, read("REJECTED")] },
  failed: { state: "error", reason: "failed", delivery: "FAILED", steps: [accepted, read("FAILED")] },
  notOnIo: ended("unreachable", "not-on-io", "profile", "404 Profile not found"),
  blocked: ended("unreachable", "sender-not-allowed", "profile", "sender_allowed: false"),
  timeout: lost({ title: "UND_ERR_HEADERS_TIMEOUT" }),
  broken: lost({ http: 500, title: "500 Internal server error" }),
  invalid: ended("error", "invalid-content", "send", "400 Invalid message structure"),
  overLimit: ended("error", "amount-over-limit", "send", "400 Error while sending payment metadata"),
  forbidden: ended("error", "recipient-forbidden", "send", "403 Recipient forbidden"),
  refused: ended("error", "request-refused", "send", "409 Conflict"),
  unanswered: ended("error", "no-answer", "profile", "500 Query error"),
} as const satisfies Record<string, Outcome>;

export type OutcomeName = keyof typeof outcomes;
