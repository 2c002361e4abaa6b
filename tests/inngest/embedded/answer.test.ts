import { describe, expect, it } from "vitest";
import { type Answer, asError, interpret, wakeTime } from "@/inngest/embedded/answer";
import { backoff, reconnectDelay, retryAfter } from "@/inngest/embedded/retry";

const answered = (status: number, body: unknown, rest: { noRetry?: boolean; retryAfter?: number } = {}): Answer => ({
  kind: "answered",
  status,
  body,
  noRetry: false,
  ...rest,
});

describe("interpret", () => {
  const step = { op: "StepRun", id: "a", data: 1 };
  it.each([
    [answered(200, { a: 1 }), { kind: "completed", output: { a: 1 } }],
    [answered(206, [step]), { kind: "operations", operations: [step], noRetry: false }],
    [answered(206, "<html>"), { kind: "retry" }],
    [answered(400, { name: "E", message: "no" }, { noRetry: true }), { kind: "failed", error: { message: "no" } }],
    [answered(500, { name: "E", message: "no" }, { retryAfter: 2000 }), { kind: "retry", after: 2000 }],
    [answered(404, "<html>"), { kind: "retry", error: "invalid status code: 404" }],
    [answered(401, { message: "Unauthorized" }), { kind: "retry", error: { message: "Unauthorized" } }],
    [{ kind: "unreachable" } as const, { kind: "unreached" }],
    [{ kind: "broken", message: "ECONNRESET" } as const, { kind: "retry", error: "connection lost: ECONNRESET" }],
  ])("%j", (answer, expected) => {
    expect(interpret(answer)).toMatchObject(expected);
  });
});

describe("wakeTime", () => {
  it.each([
    ["2s", 2000],
    ["1d2h3m4s", 93_784_000],
    ["1w", 604_800_000],
    ["", 0],
  ])("%j is %d ms from now", (name, ms) => {
    expect(wakeTime(name, 1_000_000)).toBe(1_000_000 + ms);
  });
  it("takes dates", () => {
    expect(wakeTime("2026-03-04T05:06:07.000Z")).toBe(Date.UTC(2026, 2, 4, 5, 6, 7));
  });
  it("refuses the rest", () => {
    expect(() => wakeTime("soon")).toThrow("sleep not understood");
  });
});

describe("waits between attempts", () => {
  it("follows the table of the real server", () => {
    for (const [attempt, seconds] of [15, 30, 60, 120, 300, 600, 1200, 2400, 3600, 7200, 7200].entries()) {
      expect(backoff(attempt)).toBeGreaterThanOrEqual(seconds * 1000);
      expect(backoff(attempt)).toBeLessThan(seconds * 1000 + 30_000);
    }
  });
  it.each([
    ["3", 3000],
    ["0", 1000],
    ["999999", 86_400_000],
    ["1970-01-01T00:00:10.000Z", 10_000],
    ["Thu, 01 Jan 1970 00:00:10 GMT", 10_000],
    ["later", undefined],
    [undefined, undefined],
  ])("reads Retry-After %j as %j ms", (header, ms) => {
    expect(retryAfter(header, 0)).toBe(ms);
  });
  it("tries an app that is down more slowly, up to 10 seconds", () => {
    expect([1, 2, 3, 50, 5000].map(reconnectDelay)).toEqual([500, 1000, 2000, 10_000, 10_000]);
  });
});

it("makes an error of anything", () => {
  expect(asError("no")).toEqual({ name: "Error", message: "no" });
  expect(asError({ message: "no" })).toEqual({ name: "Error", message: "no" });
  expect(asError({ error: "no step" })).toMatchObject({ name: "Error", message: "no step" });
  expect(asError({ name: "TypeError", message: "no", stack: "x" })).toEqual({
    name: "TypeError",
    message: "no",
    stack: "x",
  });
});
