import { describe, expect, it, vi } from "vitest";
import type { NotificationState, Reason } from "@/db/states";
import type { NewMessage } from "@/lib/appio/contract";
import { type Answer, type AnswerClass, profileOutcome, sendOutcome } from "@/lib/appio/outcome";
import { sendRow } from "@/lib/sending/call";
import type { Claimed } from "@/lib/sending/claim";
import type { Line } from "@/lib/sending/line";
import type { Settlement } from "@/lib/sending/settle";
import { allowed, answerClasses, answersOf, created, notAllowed } from "../appio/answers";

const row: Claimed = {
  ...{ id: "row", claimId: "claim", position: 1, reachability: null },
  ...{ fiscalCode: "RSSXXX80A01Z999X", subject: "Oggetto di prova", body: "Testo del messaggio. ".repeat(6) },
  ...{ dueDate: null, amount: null, noticeNumber: null, payableAfterDue: true },
};

/**
 * Sends a row over a line that answers so; `undefined` = the line answered nothing (its signal ended, or the mark failed).
 * Line itself is tested in line.test.ts.
 */
async function send(answers: { profile?: Answer | undefined; send?: Answer | undefined }, claimed: Claimed = row) {
  const settled: Settlement[] = [];
  const mark = vi.fn(async () => true);
  const line = {
    profile: vi.fn(
      async () => answers.profile && { answer: answers.profile, outcome: profileOutcome(answers.profile) },
    ),
    submit: vi.fn(async (_message, _going, marked: () => Promise<boolean>) => {
      if (!answers.send) return null;
      await marked();
      return { answer: answers.send, outcome: sendOutcome(answers.send) };
    }),
  };
  const settlement = await sendRow(claimed, {
    line: line as unknown as Line,
    requireSecureChannels: false,
    mark,
    settle: async (one) => void settled.push(one),
    going: new AbortController().signal,
  });
  expect(settled).toEqual([settlement]);
  return { settlement, line, mark };
}

type End = [state: NotificationState, reason: Reason | null, outcome: string | null];

/** How a row ends after each answer to the profile check, and what its timeline says (null = nothing). */
const afterProfile: Record<AnswerClass, End> = {
  // After three tries, and others were answered meanwhile.
  unconnected: ["error", "no-answer", "unavailable"],
  "unknown-host": ["error", "no-answer", "unavailable"],
  tls: ["error", "no-answer", "unavailable"],
  "connect-timeout": ["error", "no-answer", "unavailable"],
  timeout: ["error", "no-answer", "unavailable"],
  reset: ["error", "no-answer", "unavailable"],
  malformed: ["error", "no-answer", "unavailable"],
  "server-fault": ["error", "no-answer", "unavailable"],
  "other-refusal": ["error", "no-answer", "unavailable"],
  // The flow stops: the row waits for better days.
  redirect: ["registered", null, null],
  "wrong-path": ["registered", null, null],
  "key-refused": ["registered", null, null],
  forbidden: ["registered", null, null],
  throttled: ["registered", null, null],
  // This row only.
  invalid: ["error", "invalid-content", "invalid-content"],
  "over-limit": ["error", "invalid-content", "invalid-content"],
  "recipient-forbidden": ["error", "recipient-forbidden", "recipient-forbidden"],
  "not-found": ["unreachable", "not-on-io", "not-on-io"],
};

/** The same for the POST: its line is always in the timeline. */
const afterSend: Record<AnswerClass, End> = {
  unconnected: ["registered", null, "unavailable"],
  "unknown-host": ["registered", null, "unavailable"],
  tls: ["registered", null, "unavailable"],
  "connect-timeout": ["registered", null, "unavailable"],
  // It may have been delivered.
  timeout: ["error", "uncertain", "lost"],
  reset: ["error", "uncertain", "lost"],
  malformed: ["error", "uncertain", "lost"],
  "server-fault": ["error", "uncertain", "lost"],
  redirect: ["registered", null, "wrong-address"],
  "wrong-path": ["registered", null, "wrong-address"],
  "not-found": ["registered", null, "wrong-address"],
  "key-refused": ["registered", null, "key-refused"],
  forbidden: ["registered", null, "not-allowed"],
  throttled: ["registered", null, "throttled"],
  invalid: ["error", "invalid-content", "invalid-content"],
  "over-limit": ["error", "amount-over-limit", "amount-over-limit"],
  "recipient-forbidden": ["error", "recipient-forbidden", "recipient-forbidden"],
  "other-refusal": ["error", "request-refused", "request-refused"],
};

const samples = answerClasses.flatMap((name) => answersOf[name].map((answer) => ({ name, answer })));
const httpStatus = (answer: Answer) => (answer.kind === "answered" ? answer.status : null);

describe("after the profile check", () => {
  it.each(samples)("$name: $answer.status $answer.code $answer.body", async ({ name, answer }) => {
    const [state, reason, outcome] = afterProfile[name];
    const { settlement, line, mark } = await send({ profile: answer, send: created });
    expect(settlement).toMatchObject({ id: "row", claimId: "claim", state, reason, deliveryId: null });
    expect(settlement.attempt).toEqual(
      outcome && {
        kind: "profile",
        outcome,
        title: expect.any(String),
        httpStatus: httpStatus(answer),
        durationMs: 12,
      },
    );
    expect(line.submit).not.toHaveBeenCalled();
    expect(mark).not.toHaveBeenCalled();
  });

  it("a person who refused the service gets nothing", async () => {
    const { settlement, line } = await send({ profile: notAllowed, send: created });
    expect(settlement).toMatchObject({ state: "unreachable", reason: "sender-not-allowed" });
    expect(settlement.attempt).toMatchObject({ kind: "profile", outcome: "sender-not-allowed", httpStatus: 200 });
    expect(line.submit).not.toHaveBeenCalled();
  });

  it("a row whose check was not made goes back without a trace", async () => {
    const { settlement, line } = await send({ profile: undefined, send: created });
    expect(settlement).toMatchObject({ state: "registered", reason: null, attempt: null });
    expect(line.submit).not.toHaveBeenCalled();
  });
});

describe("after the POST", () => {
  it.each(samples)("$name: $answer.status $answer.code $answer.body", async ({ name, answer }) => {
    const [state, reason, outcome] = afterSend[name];
    const { settlement, line, mark } = await send({ profile: allowed, send: answer });
    expect(settlement).toMatchObject({ id: "row", claimId: "claim", state, reason, deliveryId: null });
    expect(settlement.attempt).toEqual({
      ...{ kind: "send", outcome, title: expect.any(String) },
      ...{ httpStatus: httpStatus(answer), durationMs: 12 },
    });
    expect([line.submit.mock.calls.length, mark.mock.calls.length]).toEqual([1, 1]);
  });

  it("an accepted message is Inviato, with its id", async () => {
    const { settlement } = await send({ profile: allowed, send: created });
    expect(settlement).toMatchObject({ state: "sent", reason: null, deliveryId: "01ARZ3NDEKTSV4RRFFQ69G5FAV" });
    expect(settlement.attempt).toMatchObject({ kind: "send", outcome: "accepted", httpStatus: 201, durationMs: 12 });
  });

  it("a row that was not posted goes back without a trace", async () => {
    const { settlement } = await send({ profile: allowed, send: undefined });
    expect(settlement).toMatchObject({ state: "registered", reason: null, attempt: null });
  });

  it("only what a POST may have delivered is uncertain, and all of it is", () => {
    for (const name of answerClasses) {
      const [state, reason] = afterSend[name];
      const { left } = sendOutcome(answersOf[name][0]);
      expect([name, reason === "uncertain"]).toEqual([name, left === "unknown"]);
      if (state === "registered") expect([name, left]).toEqual([name, "no"]);
    }
  });
});

describe("a row of a person who was asked before", () => {
  it("is posted without a second check", async () => {
    const { settlement, line } = await send({ send: created }, { ...row, reachability: "allowed" });
    expect(settlement.state).toBe("sent");
    expect(line.profile).not.toHaveBeenCalled();
  });

  it.each(["not-on-io", "sender-not-allowed"] as const)("who is %s gets no call at all", async (reachability) => {
    const { settlement, line, mark } = await send({ profile: allowed, send: created }, { ...row, reachability });
    expect(settlement).toMatchObject({ state: "unreachable", reason: reachability });
    expect(settlement.attempt).toMatchObject({ kind: "profile", outcome: reachability, httpStatus: null });
    for (const call of [line.profile, line.submit, mark]) expect(call).not.toHaveBeenCalled();
  });
});

describe("what breaks on our side", () => {
  const breaking = (
    line: Partial<Record<"profile" | "submit", () => Promise<never>>>,
    settle = vi.fn(async () => {}),
  ) => ({
    settle,
    done: sendRow(row, {
      line: {
        profile: async () => ({ answer: allowed, outcome: profileOutcome(allowed) }),
        ...line,
      } as unknown as Line,
      ...{ requireSecureChannels: false, mark: async () => true, settle, going: new AbortController().signal },
    }),
  });
  const broken = () => Promise.reject(new Error("no database"));

  it.each([{ profile: broken }, { submit: broken }])("gives the row back and is told: %o", async (line) => {
    const { done, settle } = breaking(line);
    await expect(done).rejects.toThrow("no database");
    expect(settle.mock.calls).toEqual([[expect.objectContaining({ state: "registered", attempt: null })]]);
  });

  it("an end that cannot be written is told too", async () => {
    const { done } = breaking(
      { submit: broken },
      vi.fn(() => Promise.reject(new Error("not written"))),
    );
    await expect(done).rejects.toThrow("not written");
  });
});

it("posts the message of the row, with what its service adds", async () => {
  const submit = vi.fn(async (_message: NewMessage) => null);
  await sendRow(
    { ...row, reachability: "allowed", amount: 1500, noticeNumber: "001000000000000001", dueDate: "2026-01-31" },
    {
      line: { submit } as unknown as Line,
      ...{ requireSecureChannels: true, mark: async () => true, settle: async () => {}, going: AbortSignal.abort() },
    },
  );
  expect(submit.mock.calls[0]?.[0]).toEqual({
    fiscal_code: row.fiscalCode,
    content: {
      ...{ subject: row.subject, markdown: row.body, require_secure_channels: true, due_date: "2026-01-31T22:59:59Z" },
      payment_data: { amount: 1500, notice_number: "001000000000000001", invalid_after_due_date: false },
    },
  });
});
