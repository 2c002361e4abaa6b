import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { StopReason } from "@/db/states";
import { type Answer, type AnswerClass, profileOutcome, sendOutcome } from "@/lib/appio/outcome";
import { Circuit, type Fault } from "@/lib/sending/circuit";
import { allowed, answerClasses, answersOf, created, notAllowed } from "../appio/answers";

type Call = "profile" | "send";
const calls = ["profile", "send"] as const;

const observe = (circuit: Circuit, call: Call, answer: Answer) =>
  circuit.observe(call, call === "send" ? sendOutcome(answer) : profileOutcome(answer));

/** Which of the answers opens the circuit first, from 1; 0 = none. */
function opens(call: Call, answers: Answer[], circuit = new Circuit(null)): number {
  return answers.findIndex((answer) => observe(circuit, call, answer) !== null) + 1;
}
const times = (n: number, ...answers: Answer[]) => Array.from({ length: n }, () => answers).flat();

/** What nothing but the same answer leads to, by hand: after how many the flow stops (0 = never), and why. */
const alone: Record<AnswerClass, Record<Call, [number, StopReason | null]>> = {
  unconnected: { profile: [10, "platform-down"], send: [10, "platform-down"] },
  "unknown-host": { profile: [10, "platform-down"], send: [10, "platform-down"] },
  tls: { profile: [10, "platform-down"], send: [10, "platform-down"] },
  "connect-timeout": { profile: [10, "platform-down"], send: [10, "platform-down"] },
  timeout: { profile: [10, "platform-down"], send: [10, "platform-down"] },
  reset: { profile: [10, "platform-down"], send: [10, "platform-down"] },
  malformed: { profile: [10, "platform-down"], send: [10, "platform-down"] },
  "server-fault": { profile: [10, "platform-down"], send: [10, "platform-down"] },
  // Not about the row: it would meet every one.
  "other-refusal": { profile: [10, "platform-down"], send: [10, "platform-down"] },
  redirect: { profile: [1, "wrong-address"], send: [1, "wrong-address"] },
  "wrong-path": { profile: [1, "wrong-address"], send: [1, "wrong-address"] },
  "not-found": { profile: [0, null], send: [1, "wrong-address"] },
  "key-refused": { profile: [1, "key-refused"], send: [1, "key-refused"] },
  forbidden: { profile: [1, "not-allowed"], send: [1, "not-allowed"] },
  "recipient-forbidden": { profile: [10, "test-only"], send: [10, "test-only"] },
  invalid: { profile: [0, null], send: [0, null] },
  "over-limit": { profile: [0, null], send: [0, null] },
  throttled: { profile: [0, null], send: [0, null] },
};

describe.each(calls)("nothing but one answer to %s", (call) => {
  it.each(answerClasses)("%s", (name) => {
    const [after, stop] = alone[name][call];
    for (const answer of answersOf[name]) {
      const circuit = new Circuit(null);
      expect(opens(call, times(50, answer), circuit)).toBe(after);
      const title = call === "send" ? sendOutcome(answer).title : profileOutcome(answer).title;
      if (stop) expect(observe(circuit, call, answer)).toEqual({ stop, title });
    }
  });
});

describe("failures of the platform", () => {
  const [lost] = answersOf.reset;
  it.each<[Call, string, Answer]>([
    ["send", "an accepted message", created],
    ["send", "a refused one", answersOf.invalid[0]],
    ["profile", "a person who can receive", allowed],
    ["profile", "one who cannot", notAllowed],
    ["profile", "one who is not on IO", answersOf["not-found"][0]],
    ["profile", "a refusal", answersOf.invalid[0]],
  ])("to %s are forgotten at %s", (call, _, answer) => {
    expect(opens(call, times(30, ...times(9, lost), answer))).toBe(0);
  });

  it("are not forgotten at a 429, nor at what goes well with the other call", () => {
    expect(opens("send", times(10, lost, answersOf.throttled[0]))).toBe(19);
    const circuit = new Circuit(null);
    for (let i = 0; i < 9; i++) {
      expect(observe(circuit, "send", lost)).toBe(null);
      expect(observe(circuit, "profile", allowed)).toBe(null);
    }
    expect(observe(circuit, "send", lost)).toMatchObject({ stop: "platform-down" });
  });
});

describe("messages refused for their recipient", () => {
  const [forbidden] = answersOf["recipient-forbidden"];
  it("stop the flow only while none got through", () => {
    expect(opens("send", [...times(9, forbidden), created, ...times(100, forbidden)])).toBe(0);
    expect(opens("send", [...times(9, forbidden), answersOf.invalid[0], forbidden])).toBe(11);
  });

  it("that had passed the check stop it too: the check is another call", () => {
    const circuit = new Circuit(null);
    for (let i = 0; i < 9; i++) {
      expect(observe(circuit, "profile", allowed)).toBe(null);
      expect(observe(circuit, "send", forbidden)).toBe(null);
    }
    observe(circuit, "profile", allowed);
    expect(observe(circuit, "send", forbidden)).toMatchObject({ stop: "test-only" });
  });
});

/** The rules again, told from the whole history of one call. */
function faultAfter(history: readonly Answer[], call: Call): Fault | null {
  const outcomes = history.map((answer) => (call === "send" ? sendOutcome(answer) : profileOutcome(answer)));
  const last = outcomes.at(-1);
  if (!last || last.kind === "throttled") return null;
  if (last.kind === "stop") return { stop: last.stop, title: last.title };
  const heard = outcomes.filter(({ kind }) => kind !== "throttled" && kind !== "stop");
  const failed = heard.map((one) => {
    return (
      one.kind === "lost" || one.kind === "unavailable" || (one.kind === "refused" && one.reason === "request-refused")
    );
  });
  const inARow = failed.length - 1 - failed.lastIndexOf(false);
  if (failed.at(-1) && inARow >= 10) return { stop: "platform-down", title: last.title };
  const passed = heard.some(({ kind }) => kind === "accepted" || kind === "allowed" || kind === "unreachable");
  const forbidden = heard.filter((one) => one.kind === "refused" && one.reason === "recipient-forbidden").length;
  return last.kind === "refused" && forbidden >= 10 && !passed ? { stop: "test-only", title: last.title } : null;
}

it("does as the rules say after any history, also in checkpoints", () => {
  const answer = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(answersOf.reset[0], answersOf["recipient-forbidden"][0]) },
    { weight: 1, arbitrary: fc.constantFrom(...Object.values(answersOf).flat(), created, allowed, notAllowed) },
  );
  const happening = fc.record({ call: fc.constantFrom(...calls), answer, again: fc.boolean() });
  fc.assert(
    fc.property(fc.array(happening, { minLength: 10, maxLength: 80, size: "max" }), (happenings) => {
      let circuit = new Circuit(null);
      const history: Record<Call, Answer[]> = { profile: [], send: [] };
      for (const one of happenings) {
        history[one.call].push(one.answer);
        expect(observe(circuit, one.call, one.answer)).toEqual(faultAfter(history[one.call], one.call));
        // Another run goes on with the count that this one left in the database.
        if (one.again) circuit = new Circuit(JSON.parse(JSON.stringify(circuit.count)));
      }
    }),
  );
});
