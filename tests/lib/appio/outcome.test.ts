import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Answer,
  type AnswerClass,
  classOf,
  finalStatuses,
  isFinal,
  meanings,
  profileOutcome,
  type SendOutcome,
  sendOutcome,
  statusOutcome,
} from "@/lib/appio/outcome";
import { type Answered, answerClasses, answered, answersOf, backend, failed, gateway, overLimit } from "./answers";

type Expected = [left: SendOutcome["left"], send: string, profile: string, status: string];

/** By hand from appio.md §2: what each class means to POST /messages, POST /profiles and GET /messages. */
const expected: Record<AnswerClass, Expected> = {
  // Nothing was taken: there was no connection.
  unconnected: ["no", "unavailable", "unavailable", "unavailable"],
  "unknown-host": ["no", "unavailable", "unavailable", "unavailable"],
  tls: ["no", "unavailable", "unavailable", "unavailable"],
  "connect-timeout": ["no", "unavailable", "unavailable", "unavailable"],
  // Taken, perhaps: POST /messages has no idempotency (§3).
  timeout: ["unknown", "lost", "unavailable", "unavailable"],
  reset: ["unknown", "lost", "unavailable", "unavailable"],
  malformed: ["unknown", "lost", "unavailable", "unavailable"],
  "server-fault": ["unknown", "lost", "unavailable", "unavailable"],
  // Refused: surely not sent.
  redirect: ["no", "stop wrong-address", "stop wrong-address", "unavailable"],
  invalid: ["no", "refused invalid-content", "refused invalid-content", "unavailable"],
  "over-limit": ["no", "refused amount-over-limit", "refused invalid-content", "unavailable"],
  "key-refused": ["no", "stop key-refused", "stop key-refused", "unavailable"],
  "recipient-forbidden": ["no", "refused recipient-forbidden", "refused recipient-forbidden", "unavailable"],
  forbidden: ["no", "stop not-allowed", "stop not-allowed", "unavailable"],
  "not-found": ["no", "stop wrong-address", "unreachable not-on-io", "not-found"],
  "wrong-path": ["no", "stop wrong-address", "stop wrong-address", "unavailable"],
  throttled: ["no", "throttled", "throttled", "unavailable"],
  "other-refusal": ["no", "refused request-refused", "unavailable", "unavailable"],
};

/** The kind of an outcome with what it says besides, as the table writes it. */
const inWords = (outcome: { kind: string; reason?: string; stop?: string }) =>
  [outcome.kind, outcome.reason ?? outcome.stop].filter(Boolean).join(" ");

describe.each(answerClasses)("%s", (name) => {
  const [left, send, profile, status] = expected[name];
  it.each(answersOf[name].map((answer) => [JSON.stringify(answer), answer] as const))("%s", (_, answer) => {
    expect(classOf(answer)).toBe(name);
    expect(sendOutcome(answer).left).toBe(left);
    expect(inWords(sendOutcome(answer))).toBe(send);
    expect(inWords(profileOutcome(answer))).toBe(profile);
    expect(inWords(statusOutcome(answer))).toBe(status);
  });
});

describe("the table", () => {
  it("has every class and no other", () => {
    expect(Object.keys(meanings).sort()).toEqual(Object.keys(expected).sort());
  });

  it("leaves nothing unknown but what a POST may have delivered, and calls that lost", () => {
    for (const [name, { left, send }] of Object.entries(meanings)) {
      expect([name, left]).toEqual([name, send.kind === "lost" ? "unknown" : "no"]);
    }
  });
});

describe("sendOutcome", () => {
  it.each<[string, Answered, string | null]>([
    ["the id of the body", answered(201, { id: "01A" }), "01A"],
    [
      "the id of the body before that of Location",
      answered(201, { id: "01A" }, { location: "/api/v1/messages/X/01B" }),
      "01A",
    ],
    [
      "the id of Location when the body was lost",
      answered(201, undefined, { location: "/api/v1/messages/X/01B" }),
      "01B",
    ],
    [
      "the id of Location when the body has none",
      answered(201, { id: 7 }, { location: "https://api.example.invalid/api/v1/messages/X/01B" }),
      "01B",
    ],
    ["no id at all", answered(201, {}), null],
    ["an empty id", answered(201, { id: "" }), null],
    ["a Location of something else", answered(201, {}, { location: "/api/v1/profiles/X" }), null],
    ["another success", answered(200, { id: "01A" }), null],
  ])("%s", (_, answer, deliveryId) => {
    const outcome = sendOutcome(answer);
    if (deliveryId) expect(outcome).toMatchObject({ kind: "accepted", left: "yes", deliveryId });
    else expect(outcome).toMatchObject({ kind: "lost", left: "unknown" });
  });
});

describe("profileOutcome", () => {
  it.each<[string, Answered, string]>([
    ["allowed", answered(200, { sender_allowed: true, preferred_languages: ["it_IT"] }), "allowed"],
    ["not allowed", answered(200, { sender_allowed: false }), "unreachable sender-not-allowed"],
    ["200 without a profile", answered(200, {}), "unavailable"],
    ["200 with a word for a truth", answered(200, { sender_allowed: "true" }), "unavailable"],
    ["a profile with another status", answered(203, { sender_allowed: true }), "unavailable"],
  ])("%s", (_, answer, words) => {
    expect(inWords(profileOutcome(answer))).toBe(words);
  });
});

describe("statusOutcome", () => {
  it.each<[unknown, object]>([
    [{ status: "SOMETHING_NEW" }, { status: "SOMETHING_NEW", mail: null, push: null, read: null, payment: null }],
    [{ message: { id: "1" } }, { status: "ACCEPTED" }],
    [{ status: null }, { status: "ACCEPTED" }],
    [
      { status: "PROCESSED", notification: { email: "SENT" } },
      { status: "PROCESSED", mail: "SENT", push: null },
    ],
    [
      { status: "PROCESSED", notification: "gone" },
      { status: "PROCESSED", mail: null, push: null },
    ],
    [
      { status: "PROCESSED", read_status: "READ", payment_status: "PAID" },
      { read: "READ", payment: "PAID" },
    ],
    [
      { status: "REJECTED", read_status: 1, payment_status: {} },
      { status: "REJECTED", read: null, payment: null },
    ],
  ])("takes %j as it is", (body, words) => {
    expect(statusOutcome(answered(200, body))).toMatchObject({ kind: "status", ...words });
  });

  it("does not take what is no message for a status", () => {
    for (const body of [undefined, "text", [], null]) {
      expect(statusOutcome(answered(200, body)).kind).toBe("unavailable");
    }
  });

  it("knows the last words, and takes any other for an open one", () => {
    expect(finalStatuses.map(isFinal)).toEqual([true, true, true]);
    for (const word of ["ACCEPTED", "THROTTLED", "SOMETHING_NEW", "processed", "", null]) {
      expect(isFinal(word)).toBe(false);
    }
  });
});

describe("every status with every body", () => {
  const bodies = [
    ...[undefined, null, {}, [], "text", 0, true],
    ...[{ title: "x" }, { title: 1 }, { title: "x", detail: 7 }, { statusCode: 400, message: "x" }, { message: "x" }],
    ...[{ id: "01A" }, { id: 1 }, { sender_allowed: true }, { sender_allowed: "no" }, { status: 5 }, { status: "X" }],
    ...[{ title: "Recipient forbidden" }, { title: "x", detail: overLimit }],
  ];

  it("has an outcome: above 499 never surely unsent, in the 400s never unknown", () => {
    for (let status = 100; status < 600; status++) {
      for (const body of bodies) {
        const answer = answered(status, body);
        const { left, kind } = sendOutcome(answer);
        if (status >= 500) expect([status, left, kind]).toEqual([status, "unknown", "lost"]);
        if (status >= 300 && status < 500) expect([status, left]).toEqual([status, "no"]);
        if (status < 300) expect([status, left]).toEqual([status, left === "yes" ? "yes" : "unknown"]);
        if (left === "yes") expect(status).toBe(201);
        const profile = profileOutcome(answer).kind;
        if (profile === "allowed") expect(status).toBe(200);
        // Only the two answers that App IO documents may say that a person cannot receive.
        if (profile === "unreachable") expect([200, 404]).toContain(status);
        if (statusOutcome(answer).kind === "status") expect(status).toBe(200);
      }
    }
  });

  it("takes whatever JSON there is", () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 599 }), fc.jsonValue(), (status, body) => {
        const answer = answered(status, body);
        const { left } = sendOutcome(answer);
        return (
          (left === "unknown") === (status >= 500 || (status < 300 && left !== "yes")) &&
          profileOutcome(answer).title.length > 0 &&
          statusOutcome(answer).title.length > 0
        );
      }),
    );
  });
});

describe("title", () => {
  const titles = (answer: Answer) => [sendOutcome(answer), profileOutcome(answer), statusOutcome(answer)];

  it("is the status with the title of the backend's problem, or the code of the failure", () => {
    for (const { title } of titles(backend(400, "Invalid message structure", "secret"))) {
      expect(title).toBe("400 Invalid message structure");
    }
    for (const { title } of titles(gateway(429, "Rate limit is exceeded"))) expect(title).toBe("429");
    for (const { title } of titles(answered(502, "<html>"))) expect(title).toBe("502");
    for (const { title } of titles(failed("reset", "ECONNRESET"))) expect(title).toBe("ECONNRESET");
    expect(profileOutcome(answered(200, { sender_allowed: false })).title).toBe("sender_allowed: false");
  });

  it("never carries what else was answered: it may be personal data", () => {
    const secret = "RSSMRA80A01H501U";
    for (let status = 100; status < 600; status++) {
      for (const body of [
        { title: "Bad", status, detail: `value "${secret}" at root`, instance: secret },
        { statusCode: status, message: secret },
        { id: "01A", fiscal_code: secret },
        { sender_allowed: true, fiscal_code: secret },
        { message: { fiscal_code: secret }, status: "PROCESSED" },
        secret,
        [secret],
      ]) {
        const answer = answered(status, body, { location: null });
        for (const outcome of titles(answer)) expect(JSON.stringify(outcome)).not.toContain(secret);
      }
    }
  });

  it("is short, whatever the platform writes", () => {
    for (const { title } of titles(backend(400, "x".repeat(100_000)))) expect(title.length).toBeLessThanOrEqual(200);
  });
});
