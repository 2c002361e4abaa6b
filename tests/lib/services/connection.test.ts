import { describe, expect, it } from "vitest";
import { connectionLabel, neverChecked, wordConnection } from "@/app/italian/connection";
import { connectionFindings } from "@/db/states";
import { fiscalCodeFault, isTestFiscalCode } from "@/lib/fiscal-code";
import { type Question, questions, verdictOf, verdicts } from "@/lib/services/connection";
import { allowed, answerClasses, answered, answersOf, backend, notAllowed } from "@/tests/lib/appio/answers";

const everyQuestion = Object.keys(questions) as Question[];
/** App IO's own pattern (appio.md §1). */
const appIoPattern = /^[A-Z]{6}[0-9LMNPQRSTUV]{2}[ABCDEHLMPRST][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z]$/;

describe("the codes that are asked about", () => {
  it("are nobody's", () => {
    expect(isTestFiscalCode(questions["test-code"])).toBe(true);
    expect(questions.nobody).toMatch(appIoPattern);
    expect(fiscalCodeFault(questions.nobody)).toMatchObject({ code: "day" });
    expect(questions.malformed).not.toMatch(appIoPattern);
  });
});

describe("verdictOf", () => {
  it("asks about nobody once the test code has passed, then is content", () => {
    for (const answer of [allowed, notAllowed, backend(404, "Profile not found")]) {
      expect(verdictOf("test-code", answer)).toEqual({ ask: "nobody" });
      expect(verdictOf("nobody", answer)).toEqual({ finding: "ok" });
    }
  });

  it("tells a refused address from a closed service by a malformed question", () => {
    const closed = backend(403, "You are not allowed here");
    expect(verdictOf("test-code", closed)).toEqual({ ask: "malformed" });
    expect(verdictOf("malformed", closed)).toEqual({ finding: "service-closed" });
    expect(verdictOf("malformed", backend(400, "Invalid fiscal_code"))).toEqual({ finding: "source-refused" });
  });

  it.each(["Production call forbidden", "User has no valid scopes"])("believes a 403 that says %s", (title) => {
    for (const question of everyQuestion)
      expect(verdictOf(question, backend(403, title))).toEqual({ finding: "service-closed" });
  });

  it("takes a refused stranger for a service that may only try", () => {
    expect(verdictOf("nobody", backend(403, "Recipient forbidden"))).toEqual({ finding: "test-only" });
    expect(verdictOf("nobody", answered(403))).toEqual({ finding: "service-closed" });
  });

  const same: Partial<Record<(typeof answerClasses)[number], string>> = {
    ...{ unconnected: "unreachable", "unknown-host": "unreachable", tls: "unreachable" },
    ...{ "connect-timeout": "unreachable", timeout: "unreachable", reset: "unreachable", malformed: "unreachable" },
    ...{ "server-fault": "unreachable", redirect: "wrong-address", "wrong-path": "wrong-address" },
    ...{ "key-refused": "key-refused", throttled: "slow-down" },
    ...{ "over-limit": "not-decided", "other-refusal": "not-decided" },
  };
  it.each(Object.entries(same))("answers %s with %s whatever was asked", (name, finding) => {
    const answers = answersOf[name as keyof typeof answersOf];
    for (const answer of answers)
      for (const question of everyQuestion) expect(verdictOf(question, answer)).toEqual({ finding });
  });

  it("ends for every answer of every class, and knows each class", () => {
    expect(new Set(Object.keys(verdicts))).toEqual(new Set([...answerClasses, "profile"]));
    for (const answer of answerClasses.flatMap((name) => answersOf[name]))
      for (const question of everyQuestion) {
        const first = verdictOf(question, answer);
        // A question leads to another at most once, and never from there.
        const last = "ask" in first ? verdictOf(first.ask, answer) : first;
        expect(last, JSON.stringify({ question, answer })).toHaveProperty("finding");
      }
  });

  it("can come to every finding but the one of a key that does not open", () => {
    const reached = Object.values(verdicts).flatMap((row) => Object.values(row));
    const found = reached.flatMap((verdict) => ("finding" in verdict ? [verdict.finding] : []));
    expect(new Set([...found, "key-unreadable"])).toEqual(new Set(connectionFindings));
  });
});

describe("the words", () => {
  it.each(connectionFindings)("of %s say what happened, and what to do when something is to be done", (finding) => {
    const { title, text, steps, tone } = wordConnection(finding, "Tributi", 7);
    expect(title).toMatch(/^[A-Z]/);
    expect(text).toMatch(/[.]$/);
    expect(steps.length > 0).toBe(finding !== "ok" && finding !== "slow-down");
    expect(tone === "success").toBe(finding === "ok");
    for (const step of steps) expect(step).toMatch(/^[A-Z].*\.$/);
  });

  it("count the seconds of the pause", () => {
    expect(wordConnection("slow-down", "Tributi", 1).text).toContain("Riprova tra 1 secondo.");
    expect(wordConnection("slow-down", "Tributi", 4.2).text).toContain("Riprova tra 5 secondi.");
    expect(wordConnection("slow-down", "Tributi", 0).text).toContain("La pausa è finita: riprova.");
  });

  it("say in a list that nobody has looked", () => {
    expect(connectionLabel(null)).toBe(neverChecked);
  });
});
