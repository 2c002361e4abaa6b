import { describe, expect, it } from "vitest";
import { type Answer, profileOutcome, sendOutcome, statusOutcome } from "@/lib/appio/outcome";

const answered = (
  status: number,
  body?: unknown,
  rest: Partial<Extract<Answer, { kind: "answered" }>> = {},
): Answer => ({
  kind: "answered",
  status,
  body,
  location: null,
  retryAfter: null,
  durationMs: 1,
  ...rest,
});
const problem = (status: number, title: string, detail = "") => answered(status, { title, status, detail });
const gateway = (status: number, message: string) => answered(status, { statusCode: status, message });
const unreached: Answer = { kind: "unreached", code: "ECONNREFUSED", durationMs: 1 };
const unanswered: Answer = { kind: "unanswered", code: "ECONNRESET", durationMs: 1 };

describe("sendOutcome", () => {
  it.each<[string, Answer, string]>([
    ["201 with an id", answered(201, { id: "01A" }), "accepted"],
    [
      "201 whose body is lost but whose Location is there",
      answered(201, undefined, { location: "/api/v1/messages/X/01B" }),
      "accepted",
    ],
    ["201 that names no message", answered(201, {}), "lost"],
    ["any other success", answered(202, {}), "lost"],
    ["500", problem(500, "Internal server error"), "lost"],
    ["502 in HTML", answered(502), "lost"],
    ["504", gateway(504, "timeout"), "lost"],
    ["a connection cut after the request", unanswered, "lost"],
    ["a refused connection", unreached, "unavailable"],
    ["400", problem(400, "Invalid message structure", "value [secret] at root"), "refused invalid-content"],
    [
      "400 over the limit of the service",
      problem(
        400,
        "Error while sending payment metadata",
        "The requested amount (5 cents) exceeds the maximum allowed for this service (0 cents)",
      ),
      "refused amount-over-limit",
    ],
    ["401", gateway(401, "Access denied"), "stop key-refused"],
    ["403 for this recipient", problem(403, "Recipient forbidden"), "refused recipient-forbidden"],
    ["403 for the sender", problem(403, "You are not allowed here"), "stop not-allowed"],
    ["403 without a body", answered(403), "stop not-allowed"],
    ["404", gateway(404, "Resource not found"), "stop wrong-address"],
    ["a redirect", answered(302), "stop wrong-address"],
    ["413", answered(413), "refused request-refused"],
    ["429", gateway(429, "Rate limit is exceeded"), "throttled"],
  ])("%s", (_, answer, expected) => {
    const outcome = sendOutcome(answer);
    const detail = outcome.kind === "refused" ? outcome.reason : outcome.kind === "stop" ? outcome.stop : "";
    expect(`${outcome.kind} ${detail}`.trim()).toBe(expected);
  });

  it("never says that a request of unknown fate was surely not sent, nor calls a 4xx unknown", () => {
    for (let status = 400; status < 600; status++) {
      for (const body of [undefined, {}, { title: "x" }, { statusCode: status, message: "x" }, "text", []]) {
        expect(sendOutcome(answered(status, body)).kind === "lost").toBe(status >= 500);
      }
    }
    expect(sendOutcome(unanswered).kind).toBe("lost");
  });

  it("keeps the title of a problem and never its detail", () => {
    expect(JSON.stringify(sendOutcome(problem(400, "Invalid message structure", "secret")))).not.toContain("secret");
  });

  it("reads the pause that the platform asks for, and takes five seconds when it says none", () => {
    expect(sendOutcome(answered(429, {}, { retryAfter: 12 }))).toEqual({ kind: "throttled", seconds: 12 });
    expect(sendOutcome(answered(429, {}))).toEqual({ kind: "throttled", seconds: 5 });
  });
});

describe("profileOutcome", () => {
  it.each<[string, Answer, string]>([
    ["allowed", answered(200, { sender_allowed: true, preferred_languages: ["it_IT"] }), "allowed"],
    ["not allowed", answered(200, { sender_allowed: false }), "unreachable sender-not-allowed"],
    ["200 without a profile", answered(200, {}), "unavailable"],
    ["404 of the backend", problem(404, "Profile not found"), "unreachable not-on-io"],
    ["404 of the gateway", gateway(404, "Resource not found"), "stop wrong-address"],
    ["404 in HTML", answered(404), "stop wrong-address"],
    ["500", problem(500, "Query error"), "unavailable"],
    ["no answer", unanswered, "unavailable"],
    ["401", gateway(401, "Access denied"), "stop key-refused"],
    ["403", problem(403, "You are not allowed here"), "stop not-allowed"],
    ["429", gateway(429, "Rate limit is exceeded"), "throttled"],
  ])("%s", (_, answer, expected) => {
    const outcome = profileOutcome(answer);
    const detail = "reason" in outcome ? outcome.reason : outcome.kind === "stop" ? outcome.stop : "";
    expect(`${outcome.kind} ${detail}`.trim()).toBe(expected);
  });
});

describe("statusOutcome", () => {
  it("takes any word as a status, and tolerates what is missing", () => {
    expect(statusOutcome(answered(200, { message: { id: "1" }, status: "SOMETHING_NEW" }))).toMatchObject({
      kind: "status",
      status: "SOMETHING_NEW",
      mail: null,
    });
    expect(statusOutcome(answered(200, { message: { id: "1" } }))).toMatchObject({
      kind: "status",
      status: "ACCEPTED",
    });
    expect(
      statusOutcome(
        answered(200, { message: {}, status: "PROCESSED", notification: { email: "SENT" }, read_status: "READ" }),
      ),
    ).toMatchObject({ mail: "SENT", push: null, read: "READ" });
  });

  it("tells a message not found from a platform that does not answer", () => {
    expect(statusOutcome(problem(404, "Message not found")).kind).toBe("not-found");
    expect(statusOutcome(gateway(404, "Resource not found")).kind).toBe("unavailable");
    expect(statusOutcome(answered(500)).kind).toBe("unavailable");
    expect(statusOutcome(unreached).kind).toBe("unavailable");
  });
});
