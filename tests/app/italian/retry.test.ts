import { expect, it } from "vitest";
import { leftOutLines, registeredToo, retryButton, retryTitle } from "@/app/italian/retry";

const none = { undecided: 0, decided: 0, toCorrect: 0, unreachable: 0, disabled: 0 };
const texts = (counts: Partial<typeof none>) => leftOutLines({ ...none, ...counts }).map(({ text }) => text);

it("asks with the number, and agrees with one", () => {
  expect(retryTitle({ retried: 1200 })).toBe("Ritentare 1.200 notifiche?");
  expect(retryTitle({ retried: 1 })).toBe("Ritentare 1 notifica?");
  expect(retryTitle({ retried: 0 })).toBe("Nessuna notifica da ritentare.");
});

it("has on the button the number of all that leaves", () => {
  expect(retryButton({ registered: 0, leaving: 3 })).toBe("Invia di nuovo 3 notifiche");
  expect(retryButton({ registered: 2, leaving: 5 })).toBe("Invia 5 notifiche");
  expect(registeredToo({ registered: 0, leaving: 3 })).toBeNull();
  expect(registeredToo({ registered: 2, leaving: 5 })).toBe(
    "Partono anche 2 notifiche ancora in stato Registrato: in tutto 5.",
  );
  expect(registeredToo({ registered: 1, leaving: 2 })).toBe(
    "Parte anche 1 notifica ancora in stato Registrato: in tutto 2.",
  );
});

it("says why the others stay out, and leaves out what there is none of", () => {
  expect(texts({})).toEqual([]);
  expect(texts({ undecided: 2, decided: 3, toCorrect: 4, unreachable: 5, disabled: 6 })).toEqual([
    "2 con esito incerto, da decidere una per una",
    "3 con esito incerto, già decise: nessun nuovo invio",
    "4 con dati da correggere",
    "5 di persone che non possono ricevere",
    "6 disabilitate",
  ]);
  expect(texts({ undecided: 1, unreachable: 1, disabled: 1 })).toEqual([
    "1 con esito incerto, da decidere",
    "1 di una persona che non può ricevere",
    "1 disabilitata",
  ]);
});
