import { describe, expect, test } from "vitest";
import {
  acceptedLate,
  attemptWords,
  deliveryMeanings,
  deliverySentence,
  reasonSentence,
  uncertainExplained,
} from "@/app/italian/notification-outcome";
import { attemptOutcomes, reasons } from "@/db/states";
import { finalStatuses } from "@/lib/appio/outcome";

describe("causes", () => {
  test.each(reasons)("%s is a sentence that ends and never says error codes", (reason) => {
    const sentence = reasonSentence(reason, "Tributi comunali");
    expect(sentence).toMatch(/^[A-Z].*\.$/);
    expect(sentence).not.toMatch(/\d{3}|undefined/);
  });

  test("what may have arrived is never said not to have", () => {
    for (const reason of reasons) {
      const certain = reasonSentence(reason, "X").includes("non ha ricevuto nulla");
      if (certain) expect(["uncertain", "rejected", "failed"]).not.toContain(reason);
    }
  });

  test("names the service that the person does not receive from", () => {
    expect(reasonSentence("sender-not-allowed", "Ticket sanitari")).toContain("Ticket sanitari");
  });
});

describe("Stato Consegna", () => {
  test.each(finalStatuses)("%s is told the same, whether or not FlussIO still asks", (status) => {
    expect(deliverySentence(status, false)).toBe(deliverySentence(status, true));
  });

  test("an open status that nobody asks for any more is said to be without outcome", () => {
    for (const status of ["ACCEPTED", "THROTTLED", "QUALCOSA"])
      expect(deliverySentence(status, false)).toMatch(/^Dopo 7 giorni/);
  });

  test("a word of the platform that nobody knows is shown as it is", () => {
    expect(deliverySentence("QUALCOSA", true)).toBe("App IO risponde QUALCOSA. FlussIO ricontrolla.");
  });
});

test("an uncertain payment asks to check whether it was paid", () => {
  const moment = new Date("2026-02-28T00:09:00Z");
  expect(uncertainExplained(moment, false).join(" ")).toContain("il 28 febbraio 2026 all'1:09");
  expect(uncertainExplained(moment, false).join(" ")).not.toContain("già pagato");
  expect(uncertainExplained(moment, true).join(" ")).toContain("già pagato");
});

describe("the timeline", () => {
  const text = (outcome: string, kind: "send" | "profile" | "status" | "decision" = "send") =>
    attemptWords({ kind, outcome }).text;

  test.each(attemptOutcomes)("has a sentence for %s, without codes", (outcome) => {
    expect(text(outcome)).toMatch(/^[A-Z].* .*\.$/);
    expect(text(outcome)).not.toMatch(/\d{3}|undefined/);
  });

  test("says that nothing left where nothing did, and only there", () => {
    const mayHaveLeft = ["accepted", "lost", "uncertain", "resend", "keep", "failed", "rejected"];
    for (const outcome of attemptOutcomes)
      expect(text(outcome).includes("Il messaggio non è partito."), outcome).toBe(!mayHaveLeft.includes(outcome));
  });

  test("tells what App IO answered on the status, in words where there are any", () => {
    for (const status of finalStatuses) expect(text(status, "status")).toBe(deliveryMeanings[status]);
    expect(text("QUALCOSA", "status")).toBe("App IO risponde QUALCOSA.");
    // A word of ours is not one of the platform's.
    expect(text("accepted", "status")).toBe("App IO risponde accepted.");
  });

  test("tells a confirmation that came after the decision", () => {
    expect(attemptWords({ kind: "send", outcome: "accepted" }, true).text).toBe(acceptedLate);
  });
});
