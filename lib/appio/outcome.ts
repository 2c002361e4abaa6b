import type { AttemptOutcome, Reason, StopReason } from "@/db/states";
import { clean, createdMessage, limitedProfile, messageStatus, type Problem, problem } from "./contract";

/** A call that got no whole answer: before the connection was made (the first four) or after. */
export type Failure = "unconnected" | "unknown-host" | "tls" | "connect-timeout" | "timeout" | "reset";

/** How a call ended, as lib/appio/client.ts saw it. `body` is the parsed JSON, or undefined; `code` is for persons. */
export type Answer =
  | {
      kind: "answered";
      status: number;
      body: unknown;
      location: string | null;
      /** Seconds of pause that a 429 asks for; calls that remain in the platform's window. Null = not said. */
      retryAfter: number | null;
      remaining: number | null;
      durationMs: number;
    }
  | { kind: "failed"; failure: Failure; code: string; durationMs: number };

/** Every way a call can end without what the contract promises. */
export type AnswerClass =
  | Failure
  | "malformed"
  | "redirect"
  | "invalid"
  | "over-limit"
  | "key-refused"
  | "recipient-forbidden"
  | "forbidden"
  | "not-found"
  | "wrong-path"
  | "throttled"
  | "other-refusal"
  | "server-fault";

/** This row only: the platform refused it. */
const refused = (reason: Reason) => ({ kind: "refused", reason }) as const;
/** No other row would pass either: the flow stops. */
const stop = (stop: Extract<StopReason, AttemptOutcome>) => ({ kind: "stop", stop }) as const;
const unreachable = (reason: Reason) => ({ kind: "unreachable", reason }) as const;
const throttled = { kind: "throttled" } as const;
/** Nobody answered, or not in words we know: to be asked again. */
const unavailable = { kind: "unavailable" } as const;
const notFound = { kind: "not-found" } as const;
const lost = { kind: "lost" } as const;

type Refused = ReturnType<typeof refused> | ReturnType<typeof stop> | typeof throttled | typeof unavailable;
type Meaning = {
  /** Whether the message of a POST /messages may be on its way to the person. */
  left: "no" | "unknown";
  /** POST /messages */
  send: Refused | typeof lost;
  /** POST /profiles: it changes nothing, so whatever is unclear is asked again. */
  profile: Refused | ReturnType<typeof unreachable>;
  /** GET /messages/{fiscal code}/{id} */
  status: typeof unavailable | typeof notFound;
};

const wrongAddress = stop("wrong-address");
const notAllowed = stop("not-allowed");
const badKey = stop("key-refused");
const invalid = refused("invalid-content");
const forbidden = refused("recipient-forbidden");

/** What each answer means to each call (appio.md §2). Only what left with an unknown end may have been delivered. */
export const meanings: Record<AnswerClass, Meaning> = {
  unconnected: { left: "no", send: unavailable, profile: unavailable, status: unavailable },
  "unknown-host": { left: "no", send: unavailable, profile: unavailable, status: unavailable },
  tls: { left: "no", send: unavailable, profile: unavailable, status: unavailable },
  "connect-timeout": { left: "no", send: unavailable, profile: unavailable, status: unavailable },
  timeout: { left: "unknown", send: lost, profile: unavailable, status: unavailable },
  reset: { left: "unknown", send: lost, profile: unavailable, status: unavailable },
  malformed: { left: "unknown", send: lost, profile: unavailable, status: unavailable },
  redirect: { left: "no", send: wrongAddress, profile: wrongAddress, status: unavailable },
  invalid: { left: "no", send: invalid, profile: invalid, status: unavailable },
  "over-limit": { left: "no", send: refused("amount-over-limit"), profile: invalid, status: unavailable },
  "key-refused": { left: "no", send: badKey, profile: badKey, status: unavailable },
  "recipient-forbidden": { left: "no", send: forbidden, profile: forbidden, status: unavailable },
  forbidden: { left: "no", send: notAllowed, profile: notAllowed, status: unavailable },
  // For a POST it is "Remote Content Configuration NOT FOUND".
  "not-found": { left: "no", send: wrongAddress, profile: unreachable("not-on-io"), status: notFound },
  "wrong-path": { left: "no", send: wrongAddress, profile: wrongAddress, status: unavailable },
  throttled: { left: "no", send: throttled, profile: throttled, status: unavailable },
  "other-refusal": { left: "no", send: refused("request-refused"), profile: unavailable, status: unavailable },
  "server-fault": { left: "unknown", send: lost, profile: unavailable, status: unavailable },
};

/** `title`: status and title of the answer, or the code of the failure: what may be kept and shown. */
type Titled<M> = M & { title: string };

export type SendOutcome = Titled<({ kind: "accepted"; deliveryId: string } | Meaning["send"]) & { left: Left }>;
type Left = Meaning["left"] | "yes";

export type ProfileOutcome = Titled<{ kind: "allowed" } | Meaning["profile"]>;

/** `not-found`: just accepted and not yet on every replica (appio.md §2), or gone after three years. */
export type StatusOutcome = Titled<({ kind: "status" } & MessageWords) | Meaning["status"]>;

/** The words of the platform on a message; null = it did not say. */
export type MessageWords = {
  status: string;
  mail: string | null;
  push: string | null;
  read: string | null;
  payment: string | null;
};

/** Stato Consegna after which nothing changes any more; every other word, known or not, is still open. */
export const finalStatuses = ["PROCESSED", "REJECTED", "FAILED"] as const;
export const isFinal = (status: string | null) => finalStatuses.some((word) => word === status);

export function sendOutcome(answer: Answer): SendOutcome {
  const title = titleOf(answer);
  if (answer.kind === "answered" && answer.status === 201) {
    const deliveryId = createdMessage.safeParse(answer.body).data?.id ?? idInLocation(answer.location);
    if (deliveryId) return { kind: "accepted", left: "yes", deliveryId, title };
  }
  const { send, left } = meanings[classOf(answer)];
  return { ...send, left, title };
}

export function profileOutcome(answer: Answer): ProfileOutcome {
  const profile = answer.kind === "answered" && answer.status === 200 && limitedProfile.safeParse(answer.body).data;
  if (!profile) return { ...meanings[classOf(answer)].profile, title: titleOf(answer) };
  const title = `sender_allowed: ${profile.sender_allowed}`;
  return profile.sender_allowed ? { kind: "allowed", title } : { ...unreachable("sender-not-allowed"), title };
}

export function statusOutcome(answer: Answer): StatusOutcome {
  const title = titleOf(answer);
  const message = answer.kind === "answered" && answer.status === 200 && messageStatus.safeParse(answer.body).data;
  if (!message) return { ...meanings[classOf(answer)].status, title };
  const { status = "ACCEPTED", notification, read_status: read = null, payment_status: payment = null } = message;
  const { email: mail = null, webhook: push = null } = notification ?? {};
  return { kind: "status", status, mail, push, read, payment, title };
}

/** The class of an answer that is not what the contract promises. */
export function classOf(answer: Answer): AnswerClass {
  if (answer.kind === "failed") return answer.failure;
  const { status } = answer;
  if (status < 300) return "malformed";
  if (status < 400) return "redirect";
  if (status >= 500) return "server-fault";
  const found = problemOf(answer);
  switch (status) {
    case 400:
      return overLimit.test(found?.detail ?? "") ? "over-limit" : "invalid";
    case 401:
      return "key-refused";
    case 403:
      return found?.title === "Recipient forbidden" ? "recipient-forbidden" : "forbidden";
    case 404:
      // What the backend did not write comes from a wrong address, not from a person who is not on IO.
      return found?.from === "backend" ? "not-found" : "wrong-path";
    case 429:
      return "throttled";
    default:
      return "other-refusal";
  }
}

const overLimit = /requested amount .* exceeds the maximum/i;

/** The detail of a problem echoes personal data and stays out. */
function titleOf(answer: Answer): string {
  if (answer.kind === "failed") return answer.code;
  const found = problemOf(answer);
  return found?.from === "backend" ? clean(`${answer.status} ${found.title}`.slice(0, 200)) : String(answer.status);
}

const problemOf = (answer: Extract<Answer, { kind: "answered" }>): Problem | undefined =>
  problem.safeParse(answer.body).data;

/** `Location: /api/v1/messages/{cf}/{id}` */
const idInLocation = (location: string | null) => location?.match(/\/messages\/[^/]+\/([^/?]+)$/)?.[1];
