import type { Answer, AnswerClass, Failure } from "@/lib/appio/outcome";

export type Answered = Extract<Answer, { kind: "answered" }>;

export const answered = (status: number, body?: unknown, rest: Partial<Answered> = {}): Answered => ({
  kind: "answered",
  status,
  body,
  location: null,
  retryAfter: null,
  remaining: null,
  durationMs: 12,
  ...rest,
});
export const failed = (failure: Failure, code = "ECODE"): Answer => ({ kind: "failed", failure, code, durationMs: 12 });
/** The two shapes of a problem (appio.md §2). */
export const backend = (status: number, title: string, detail = "") => answered(status, { title, status, detail });
export const gateway = (status: number, message: string) => answered(status, { statusCode: status, message });

/** The answers that App IO promises. */
export const created = answered(201, { id: "01ARZ3NDEKTSV4RRFFQ69G5FAV" });
export const allowed = answered(200, { sender_allowed: true, preferred_languages: ["it_IT"] });
export const notAllowed = answered(200, { sender_allowed: false });

export const overLimit =
  "The requested amount (20000 cents) exceeds the maximum allowed for this service (100 cents) of the sender";

/** What each class looks like, by hand from appio.md §2 and §3. */
export const answersOf: Record<AnswerClass, [Answer, ...Answer[]]> = {
  unconnected: [failed("unconnected", "ECONNREFUSED")],
  "unknown-host": [failed("unknown-host", "ENOTFOUND")],
  tls: [failed("tls", "CERT_HAS_EXPIRED")],
  "connect-timeout": [failed("connect-timeout", "UND_ERR_CONNECT_TIMEOUT")],
  timeout: [failed("timeout", "UND_ERR_HEADERS_TIMEOUT")],
  reset: [failed("reset", "ECONNRESET")],
  malformed: [answered(202, {}), answered(204), answered(206, "half")],
  redirect: [answered(302), answered(301), answered(304), answered(308)],
  invalid: [
    backend(400, "Invalid message structure", "value [secret] at root"),
    backend(400, "Bad parameters"),
    gateway(400, "Bad request"),
    answered(400),
  ],
  "over-limit": [backend(400, "Error while sending payment metadata", overLimit)],
  "key-refused": [
    gateway(401, "Access denied due to invalid subscription key."),
    gateway(401, "Access denied due to missing subscription key."),
    answered(401),
  ],
  "recipient-forbidden": [
    backend(403, "Recipient forbidden", "You are not allowed to issue requests for the recipient."),
    backend(403, "Recipient forbidden"),
  ],
  forbidden: [
    backend(403, "You are not allowed here"),
    backend(403, "Production call forbidden"),
    backend(403, "User has no valid scopes"),
    backend(403, "Anonymous user"),
    backend(403, "No configuration id for remote content"),
    backend(403, "Not your configuration"),
    backend(403, "Attachments call forbidden"),
    answered(403),
  ],
  "not-found": [
    backend(404, "Profile not found"),
    backend(404, "Message not found"),
    backend(404, "Remote Content Configuration NOT FOUND"),
  ],
  "wrong-path": [gateway(404, "Resource not found"), answered(404), answered(404, "<html>")],
  throttled: [gateway(429, "Rate limit is exceeded. Try again in 3 seconds."), answered(429)],
  "other-refusal": [answered(413), answered(402), answered(405), answered(408), answered(409), answered(499)],
  "server-fault": [
    backend(500, "Internal server error"),
    backend(500, "Query error (TooManyRequests)"),
    gateway(500, "Internal server error"),
    answered(500),
    answered(502, "<html>"),
    gateway(503, "Service Unavailable"),
    gateway(504, "timeout"),
    answered(599),
  ],
};
export const answerClasses = Object.keys(answersOf) as AnswerClass[];
