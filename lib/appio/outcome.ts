import type { AttemptOutcome, Reachability, Reason, StopReason } from "@/db/states";
import { clean, createdMessage, limitedProfile, messageStatus, problem } from "./contract";

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

/** This row only: the platform refused it. */
const refused = (reason: Reason) => ({ kind: "refused", reason }) as const;
/** No other row would pass either: the flow stops. */
const stop = (stop: Extract<StopReason, AttemptOutcome>) => ({ kind: "stop", stop }) as const;
const unreachable = (reason: Reachability & Reason) => ({ kind: "unreachable", reason }) as const;
const throttled = { kind: "throttled" } as const;
/** Nobody answered, or not in words we know: to be asked again. */
const unavailable = { kind: "unavailable" } as const;
const lost = { kind: "lost" } as const;

type Refused = ReturnType<typeof refused> | ReturnType<typeof stop> | typeof throttled | typeof unavailable;
type Meaning = {
  /** Whether the message of a POST /messages may be on its way to the person. */
  left: "no" | "unknown";
  /** POST /messages */
  send: Refused | typeof lost;
  /** POST /profiles: it changes nothing, so whatever is unclear is asked again. */
  profile: Refused | ReturnType<typeof unreachable>;
};

const unconnected: Meaning = { left: "no", send: unavailable, profile: unavailable };
const unended: Meaning = { left: "unknown", send: lost, profile: unavailable };
const wrongAddress = stop("wrong-address");
const invalid = refused("invalid-content");
const forbidden = refused("recipient-forbidden");

/**
 * Every way a call can end without what the contract promises, and what it means to each of the two (appio.md §2). Only
 * what left with an unknown end may have been delivered.
 */
export const meanings = {
  unconnected,
  "unknown-host": unconnected,
  tls: unconnected,
  "connect-timeout": unconnected,
  timeout: unended,
  reset: unended,
  malformed: unended,
  "server-fault": unended,
  redirect: { left: "no", send: wrongAddress, profile: wrongAddress },
  invalid: { left: "no", send: invalid, profile: invalid },
  "over-limit": { left: "no", send: refused("amount-over-limit"), profile: invalid },
  "key-refused": { left: "no", send: stop("key-refused"), profile: stop("key-refused") },
  "recipient-forbidden": { left: "no", send: forbidden, profile: forbidden },
  forbidden: { left: "no", send: stop("not-allowed"), profile: stop("not-allowed") },
  // For a POST it is "Remote Content Configuration NOT FOUND".
  "not-found": { left: "no", send: wrongAddress, profile: unreachable("not-on-io") },
  "wrong-path": { left: "no", send: wrongAddress, profile: wrongAddress },
  throttled: { left: "no", send: throttled, profile: throttled },
  "other-refusal": { left: "no", send: refused("request-refused"), profile: unavailable },
} satisfies Record<string, Meaning>;
export type AnswerClass = keyof typeof meanings;

/** `title`: status and title of the answer, or the code of the failure: what may be kept and shown. */
type Titled<M> = M & { title: string };

export type SendOutcome = Titled<
  { kind: "accepted"; left: "yes"; deliveryId: string } | (Meaning["send"] & Pick<Meaning, "left">)
>;

export type ProfileOutcome = Titled<{ kind: "allowed" } | Meaning["profile"]>;

/** `not-found`: just accepted and not yet on every replica (appio.md §2), or gone after three years. */
export type StatusOutcome = Titled<({ kind: "status" } & MessageWords) | { kind: "not-found" } | typeof unavailable>;

/** The words of the platform on a message; null = it did not say. */
export type MessageWords = { status: string } & Record<"mail" | "push" | "read" | "payment", string | null>;

/** Stato Consegna after which nothing changes any more; every other word, known or not, is still open. */
export const finalStatuses = ["PROCESSED", "REJECTED", "FAILED"] as const;
export const isFinal = (status: string | null) => finalStatuses.some((word) => word === status);

export function sendOutcome(answer: Answer): SendOutcome {
  const title = titleOf(answer);
  if (answer.kind === "answered" && answer.status === 201) {
    const deliveryId = createdMessage.safeParse(answer.body).data?.id ?? idInLocation(answer.location);
    if (deliveryId) return { kind: "accepted", left: "yes", deliveryId, title };
  }
  const { send, left }: Meaning = meanings[classOf(answer)];
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
  if (!message) return { ...(classOf(answer) === "not-found" ? ({ kind: "not-found" } as const) : unavailable), title };
  const { status = "ACCEPTED", notification, read_status: read = null, payment_status: payment = null } = message;
  const { email: mail = null, webhook: push = null } = notification ?? {};
  return { kind: "status", status, mail, push, read, payment, title };
}

/** The class of an answer that is not what the contract promises. */
export function classOf(answer: Answer): AnswerClass {
  if (answer.kind === "failed") return answer.failure;
  const { status, body } = answer;
  if (status < 300) return "malformed";
  if (status < 400) return "redirect";
  if (status >= 500) return "server-fault";
  const found = problem.safeParse(body).data;
  if (status === 400) return overLimit.test(found?.detail ?? "") ? "over-limit" : "invalid";
  if (status === 401) return "key-refused";
  if (status === 403) return found?.title === "Recipient forbidden" ? "recipient-forbidden" : "forbidden";
  // What the backend did not write comes from a wrong address, not from a person who is not on IO.
  if (status === 404) return found ? "not-found" : "wrong-path";
  return status === 429 ? "throttled" : "other-refusal";
}

const overLimit = /requested amount .* exceeds the maximum/i;

/** The detail of a problem echoes personal data and stays out. */
function titleOf(answer: Answer): string {
  if (answer.kind === "failed") return answer.code;
  const { title = "" } = problem.safeParse(answer.body).data ?? {};
  return clean(`${answer.status} ${title}`.slice(0, 200)).trim();
}

/** `Location: /api/v1/messages/{cf}/{id}` */
const idInLocation = (location: string | null) => location?.match(/\/messages\/[^/]+\/([^/?]+)$/)?.[1];
