import type { Reason, StopReason } from "@/db/states";
import { createdMessage, limitedProfile, messageStatus, type Problem, problem } from "./contract";

/** How a call ended, as lib/appio/client.ts saw it. `body` is the parsed JSON, or undefined. */
export type Answer =
  | {
      kind: "answered";
      status: number;
      body: unknown;
      location: string | null;
      retryAfter: number | null;
      durationMs: number;
    }
  /** No byte of the request can have been taken: refused, unknown host, TLS, connection timeout. */
  | { kind: "unreached"; code: string; durationMs: number }
  /** The request left and no whole answer came: timeout, reset. */
  | { kind: "unanswered"; code: string; durationMs: number };

/** What the answer to POST /messages means. Only `lost` may have been delivered without our knowing it. */
export type SendOutcome =
  | { kind: "accepted"; deliveryId: string }
  /** This row only: the platform refused it. */
  | { kind: "refused"; reason: Reason; title: string }
  /** Surely not sent, to be asked again after the pause. */
  | { kind: "throttled"; seconds: number }
  /** Surely not sent, and no other row would pass: the flow stops. */
  | { kind: "stop"; stop: StopReason; title: string }
  /** Surely not sent: nobody answers. */
  | { kind: "unavailable"; title: string }
  | { kind: "lost"; title: string };

/** What the answer to POST /profiles means. The call changes nothing, so whatever is unclear is asked again. */
export type ProfileOutcome =
  | { kind: "allowed" }
  | { kind: "unreachable"; reason: Reason; title: string }
  | Exclude<SendOutcome, { kind: "accepted" | "lost" }>;

/** What the answer to GET /messages/{cf}/{id} means. */
export type StatusOutcome =
  | {
      kind: "status";
      status: string;
      mail: string | null;
      push: string | null;
      read: string | null;
      payment: string | null;
    }
  /** Just accepted and not yet on every replica (appio.md §2), or gone after three years. */
  | { kind: "not-found" }
  | { kind: "throttled"; seconds: number }
  | { kind: "unavailable"; title: string };

/** Stato Consegna after which nothing changes any more; every other word, known or not, is still open. */
export const finalStatuses = ["PROCESSED", "REJECTED", "FAILED"] as const;
export const isFinal = (status: string | null) => finalStatuses.some((word) => word === status);

const DEFAULT_PAUSE_SECONDS = 5;

export function sendOutcome(answer: Answer): SendOutcome {
  if (answer.kind === "unreached") return { kind: "unavailable", title: answer.code };
  if (answer.kind === "unanswered") return { kind: "lost", title: answer.code };
  const { status } = answer;
  const title = titleOf(answer);
  if (status === 201) {
    const id = createdMessage.safeParse(answer.body).data?.id ?? idInLocation(answer.location);
    return id ? { kind: "accepted", deliveryId: id } : { kind: "lost", title: "201 without id" };
  }
  // Any other success is not in the contract, and a fault of the platform may come after the message was stored.
  if (status < 300 || status >= 500) return { kind: "lost", title };
  const found = problemOf(answer);
  if (status === 400)
    return { kind: "refused", reason: isOverLimit(found) ? "amount-over-limit" : "invalid-content", title };
  if (status === 403 && found?.title === "Recipient forbidden")
    return { kind: "refused", reason: "recipient-forbidden", title };
  return common(answer) ?? { kind: "refused", reason: "request-refused", title };
}

export function profileOutcome(answer: Answer): ProfileOutcome {
  if (answer.kind !== "answered") return { kind: "unavailable", title: answer.code };
  const { status } = answer;
  const title = titleOf(answer);
  if (status === 200) {
    const profile = limitedProfile.safeParse(answer.body).data;
    if (!profile) return { kind: "unavailable", title: "200 without profile" };
    return profile.sender_allowed
      ? { kind: "allowed" }
      : { kind: "unreachable", reason: "sender-not-allowed", title: "sender_allowed: false" };
  }
  // A 404 that the backend did not write comes from a wrong address, not from a person who is not on IO.
  if (status === 404 && problemOf(answer)?.from === "backend")
    return { kind: "unreachable", reason: "not-on-io", title };
  if (status === 400) return { kind: "refused", reason: "invalid-content", title };
  if (status === 403 && problemOf(answer)?.title === "Recipient forbidden")
    return { kind: "refused", reason: "recipient-forbidden", title };
  return common(answer) ?? { kind: "unavailable", title };
}

export function statusOutcome(answer: Answer): StatusOutcome {
  if (answer.kind !== "answered") return { kind: "unavailable", title: answer.code };
  if (answer.status === 429) return { kind: "throttled", seconds: answer.retryAfter ?? DEFAULT_PAUSE_SECONDS };
  if (answer.status === 404 && problemOf(answer)?.from === "backend") return { kind: "not-found" };
  const message = answer.status === 200 ? messageStatus.safeParse(answer.body).data : undefined;
  if (!message) return { kind: "unavailable", title: titleOf(answer) };
  return {
    kind: "status",
    status: message.status ?? "ACCEPTED",
    mail: message.notification?.email ?? null,
    push: message.notification?.webhook ?? null,
    read: message.read_status ?? null,
    payment: message.payment_status ?? null,
  };
}

/** The statuses that mean the same for every call; all of them surely did nothing. */
function common(answer: Extract<Answer, { kind: "answered" }>) {
  const { status } = answer;
  const title = titleOf(answer);
  if (status === 429) return { kind: "throttled", seconds: answer.retryAfter ?? DEFAULT_PAUSE_SECONDS } as const;
  if (status === 401) return { kind: "stop", stop: "key-refused", title } as const;
  if (status === 403) return { kind: "stop", stop: "not-allowed", title } as const;
  if (status === 404 || (status >= 300 && status < 400)) return { kind: "stop", stop: "wrong-address", title } as const;
  return null;
}

/** Status and title: what may be kept and shown. The detail of a problem echoes personal data and stays out. */
function titleOf(answer: Extract<Answer, { kind: "answered" }>): string {
  const found = problemOf(answer);
  return found?.from === "backend" ? `${answer.status} ${found.title}`.slice(0, 200) : String(answer.status);
}

function problemOf(answer: Extract<Answer, { kind: "answered" }>): Problem | undefined {
  return problem.safeParse(answer.body).data;
}

const isOverLimit = (found: Problem | undefined) =>
  /requested amount .* exceeds the maximum/i.test(found?.detail ?? "");

/** `Location: /api/v1/messages/{cf}/{id}` */
const idInLocation = (location: string | null) => location?.match(/\/messages\/[^/]+\/([^/?]+)$/)?.[1];
