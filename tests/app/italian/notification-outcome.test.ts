import { describe, expect, test } from "vitest";
import { attemptWords, deliverySentence, reasonSentence, uncertainExplained } from "@/app/italian/notification-outcome";
import { reasons } from "@/db/states";
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

test("the timeline has words for everything the engine writes", () => {
  for (const outcome of ["accepted", "lost", "uncertain", ...reasons, ...finalStatuses])
    expect(attemptWords({ kind: "send", outcome }).text).toMatch(/^[A-Z].* .*\.$/);
});
