import { expect, it } from "vitest";
import { type ProgressFacts, progressLine, sharedLine, spokenProgress } from "@/app/italian/progress";

const now = new Date("2025-02-28T17:09:00Z");
const facts: ProgressFacts = {
  sending: true,
  total: 5000,
  done: 1200,
  remaining: 3800,
  secondsLeft: 317,
  blockedForSeconds: 0,
  otherSends: 0,
  openOutcomes: 0,
};

it("says how many, how fast, until when", () => {
  expect(progressLine(facts, now)).toBe(
    "1.200 di 5.000 notifiche · 12 al secondo · fine prevista alle 18:14, tra circa 5 minuti",
  );
});

it("does not guess before it knows", () => {
  expect(progressLine({ ...facts, secondsLeft: null }, now)).toBe(
    "1.200 di 5.000 notifiche · Calcolo del tempo rimasto…",
  );
});

it("says that App IO asked to slow down", () => {
  expect(progressLine({ ...facts, blockedForSeconds: 7 }, now)).toBe(
    "1.200 di 5.000 notifiche · App IO ha chiesto di rallentare. L'invio riprende da solo tra 7 secondi.",
  );
});

it("waits for the outcomes after the last message has left", () => {
  expect(progressLine({ ...facts, sending: false, remaining: 0, openOutcomes: 1 }, now)).toBe(
    "Invio finito. 1 esito in arrivo da App IO.",
  );
  expect(progressLine({ ...facts, sending: false, remaining: 0 }, now)).toBe(
    "Invio finito. Tutti gli esiti sono arrivati.",
  );
});

it("speaks shortly", () => {
  expect(spokenProgress(facts, now)).toBe("1.200 notifiche su 5.000, mancano circa 5 minuti");
  expect(spokenProgress({ ...facts, secondsLeft: 60 }, now)).toBe("1.200 notifiche su 5.000, manca circa 1 minuto");
});

it("says that the rate is shared only when it is", () => {
  expect(sharedLine(facts)).toBeNull();
  expect(sharedLine({ ...facts, otherSends: 2 })).toBe(
    "Le richieste ammesse da App IO sono divise con 2 altri invii in corso.",
  );
});

it("does not call finished what was stopped", () => {
  expect(progressLine({ ...facts, sending: false, openOutcomes: 12 }, now)).toBe(
    "Invio fermo: 3.800 da inviare. 12 esiti in arrivo da App IO.",
  );
});
