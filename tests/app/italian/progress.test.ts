import { describe, expect, it } from "vitest";
import {
  budgetLines,
  type ProgressFacts,
  progressLine,
  spokenProgress,
  verificationLine,
} from "@/app/italian/progress";

const now = new Date("2025-02-28T17:09:00Z");
const facts: ProgressFacts = {
  sending: true,
  total: 5000,
  done: 1200,
  remaining: 3800,
  secondsLeft: 317,
  open: 0,
  awaited: 0,
  verification: null,
  budget: { pausedSeconds: 0 },
};
const ended = { ...facts, sending: false, remaining: 0 };

describe("the line of a send", () => {
  it("says how many, how fast, until when", () => {
    expect(progressLine(facts, now)).toBe(
      "1.200 di 5.000 notifiche · 12 al secondo · fine prevista alle 18:14, tra circa 5 minuti",
    );
  });

  it("says the rate that was measured, where it was", () => {
    expect(progressLine({ ...facts, rate: 9.96 }, now)).toContain("· 10 al secondo · fine prevista alle 18:14");
  });

  it("does not guess before it knows", () => {
    expect(progressLine({ ...facts, secondsLeft: null }, now)).toBe(
      "1.200 di 5.000 notifiche · Calcolo del tempo rimasto…",
    );
  });

  it("says that App IO asked to slow down", () => {
    expect(progressLine({ ...facts, budget: { pausedSeconds: 6.2 } }, now)).toBe(
      "1.200 di 5.000 notifiche · App IO ha chiesto di rallentare. L'invio riprende da solo tra 7 secondi.",
    );
  });

  it("speaks shortly", () => {
    expect(spokenProgress(facts, now)).toBe("1.200 notifiche su 5.000, mancano circa 5 minuti");
    expect(spokenProgress({ ...facts, secondsLeft: 60 }, now)).toBe("1.200 notifiche su 5.000, manca circa 1 minuto");
  });
});

describe("after the last message has left", () => {
  it("waits for the outcomes", () => {
    expect(progressLine({ ...ended, open: 1, awaited: 1 }, now)).toBe("Invio finito. 1 esito in arrivo da App IO.");
    expect(progressLine(ended, now)).toBe("Invio finito. Tutti gli esiti sono arrivati.");
  });

  it("does not wait for an outcome that App IO never gave", () => {
    expect(progressLine({ ...ended, open: 3 }, now)).toBe(
      "Invio finito. Dopo 7 giorni App IO non ha ancora dato un esito per 3 notifiche: puoi chiederlo con Verifica Stato.",
    );
    expect(progressLine({ ...ended, open: 3, awaited: 2 }, now)).toBe(
      "Invio finito. 2 esiti in arrivo da App IO. Dopo 7 giorni App IO non ha ancora dato un esito per 1 notifica: puoi chiederlo con Verifica Stato.",
    );
  });

  it("does not call finished what was stopped", () => {
    expect(progressLine({ ...facts, sending: false, open: 12, awaited: 12 }, now)).toBe(
      "Invio fermo: 3.800 da inviare. 12 esiti in arrivo da App IO.",
    );
  });
});

describe("a budget in use", () => {
  const budget = { callLimit: 150, used: 66, foreign: 0, sends: 1 };
  it("says which part of what App IO admits", () => {
    expect(budgetLines(["Comune di Esempio"], budget)).toEqual([
      "Comune di Esempio sta usando il 44% delle richieste ammesse da App IO.",
    ]);
  });

  it("says how many sends share it, and which entes", () => {
    expect(budgetLines(["Comune di Esempio", "Unione dei Comuni"], { ...budget, used: 120, sends: 3 })).toEqual([
      "Comune di Esempio e Unione dei Comuni stanno usando l'80% delle richieste ammesse da App IO, per 3 invii insieme.",
    ]);
  });

  it.each([
    [1, "l'1%"],
    [12, "l'8%"],
    [16, "l'11%"],
    [27, "il 18%"],
    [400, "il 100%"],
  ])("writes the article of %i calls", (used, words) => {
    expect(budgetLines(["Ente"], { ...budget, used })[0]).toBe(
      `Ente sta usando ${words} delle richieste ammesse da App IO.`,
    );
  });

  it("tells that others are calling too", () => {
    expect(budgetLines(["Ente"], { ...budget, foreign: 40 })[1]).toBe(
      "Altri programmi dell'ente stanno usando App IO: FlussIO rallenta per lasciare loro spazio.",
    );
  });

  it("has no part to tell without a limit, or without a call", () => {
    expect(budgetLines(["Ente"], { ...budget, callLimit: null })).toEqual([]);
    expect(budgetLines(["Ente"], { ...budget, used: 0 })).toEqual([]);
  });
});

describe("Verifica Stato", () => {
  const line = (unread: number, secondsLeft: number | null = 300) =>
    verificationLine({ count: 1000, unread, secondsLeft });
  it("says how many were updated, and when the others will be", () => {
    expect(line(800)).toBe(
      "Aggiornate 200 notifiche su 1.000. Le altre 800 tra circa 5 minuti: puoi lasciare la pagina.",
    );
    expect(line(999)).toBe("Aggiornata 1 notifica su 1.000. Le altre 999 tra circa 5 minuti: puoi lasciare la pagina.");
    expect(line(1, null)).toBe("Aggiornate 999 notifiche su 1.000. L'altra tra poco: puoi lasciare la pagina.");
  });

  it("does not count what is not there", () => {
    expect(line(1000)).toBe("Verifica Stato in corso. 1.000 notifiche tra circa 5 minuti: puoi lasciare la pagina.");
    expect(line(0)).toBe("Verifica Stato finita. Aggiornate 1.000 notifiche su 1.000.");
  });
});
