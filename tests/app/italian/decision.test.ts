import { expect, test } from "vitest";
import { keepButton, keepLines, keepTitle, keptWords } from "@/app/italian/decision";

test("the bulk answer has its number, on the button and in what it says afterwards", () => {
  expect(keepButton(1200)).toBe("Non inviare di nuovo 1.200 notifiche");
  expect(keepTitle(2)).toBe("Non inviare di nuovo 2 notifiche?");
  expect(keepLines(2).at(-1)).toBe("Per inviarle di nuovo, aprile una per una.");
  expect(keptWords(1200)).toBe(
    "Decisione registrata per 1.200 notifiche: nessun nuovo invio. Restano in Errore, esito incerto.",
  );
});

test("agrees with one", () => {
  expect(keepButton(1)).toBe("Non inviare di nuovo 1 notifica");
  expect([...keepLines(1), keptWords(1)].join(" ")).not.toMatch(/notifiche|Restano|aprile/);
});
