import { describe, expect, it } from "vitest";
import {
  type ReachFound,
  reachCost,
  reachExpired,
  reachFindings,
  reachHalted,
  reachLine,
  reachRest,
  reachStopped,
  reachTitle,
} from "@/app/italian/reachability";

const names = { serviceName: "TARI", organizationName: "Comune di Prova" };
const found: ReachFound = {
  reachable: 3412,
  notOnIo: 1700,
  notAllowed: 18,
  unchecked: 5,
  leaving: 3500,
  unreachable: 1800,
  endedAt: new Date("2027-02-28T17:09:00Z"),
};

describe("the cost of a check (words.md 9)", () => {
  it("is told in persons, requests, time and hours", () => {
    expect(reachCost({ persons: 5130, checkSeconds: 214, hours: 24 }, names)).toEqual([
      "FlussIO chiede ad App IO, per ognuna delle 5.130 persone, se può ricevere messaggi da TARI. Nessuna persona riceve nulla.",
      "Servono 5.130 richieste, circa 4 minuti; intanto gli altri invii di Comune di Prova possono rallentare.",
      "La verifica vale 24 ore.",
    ]);
  });

  it("has its singular, and no time when nothing limits the rate", () => {
    expect(reachCost({ persons: 1, checkSeconds: null, hours: 1 }, names)).toEqual([
      "FlussIO chiede ad App IO se la persona può ricevere messaggi da TARI. Nessuna persona riceve nulla.",
      "Serve 1 richiesta; intanto gli altri invii di Comune di Prova possono rallentare.",
      "La verifica vale 1 ora.",
    ]);
  });
});

describe("the decision after a check (words.md 10)", () => {
  it("says who can receive, why the others cannot, and what follows", () => {
    expect(reachTitle(found)).toBe("3.412 persone possono ricevere, 1.718 no. Continuare?");
    expect(reachFindings(found, names)).toEqual([
      "1.700 non usano IO o hanno disattivato tutti i messaggi. 18 non ricevono messaggi da TARI. 5 non verificate: FlussIO controlla al momento dell'invio.",
      "Se continui, partono al massimo 3.500 notifiche. Le altre 1.800 passano in stato Utente non abilitato alla ricezione: puoi esportarle e avvisare le persone in altro modo. Verifica fatta il 28 febbraio 2027 alle 18:09: da allora qualcuno può aver cambiato scelta.",
    ]);
  });

  it("has its singulars", () => {
    const one = { ...found, reachable: 1, notOnIo: 1, notAllowed: 1, unchecked: 1, leaving: 1, unreachable: 1 };
    expect(reachTitle(one)).toBe("1 persona può ricevere, 2 no. Continuare?");
    expect(reachFindings(one, names)).toEqual([
      "1 non usa IO o ha disattivato tutti i messaggi. 1 non riceve messaggi da TARI. 1 non verificata: FlussIO controlla al momento dell'invio.",
      "Se continui, parte al massimo 1 notifica. L'altra passa in stato Utente non abilitato alla ricezione: puoi esportarla e avvisare la persona in altro modo. Verifica fatta il 28 febbraio 2027 alle 18:09: da allora qualcuno può aver cambiato scelta.",
    ]);
  });

  it("leaves out what is zero", () => {
    const all = { ...found, notOnIo: 0, notAllowed: 0, unchecked: 0, unreachable: 0 };
    expect(reachTitle(all)).toBe("3.412 persone possono ricevere. Continuare?");
    expect(reachFindings(all, names)).toEqual([
      "Se continui, partono al massimo 3.500 notifiche. Verifica fatta il 28 febbraio 2027 alle 18:09: da allora qualcuno può aver cambiato scelta.",
    ]);
  });
});

describe("a check that runs, stopped or is too old", () => {
  const now = new Date("2027-03-01T10:00:00Z");

  it("tells how far it is", () => {
    expect(reachLine({ asked: 1200, persons: 5130, secondsLeft: 600 }, now)).toBe(
      "1.200 di 5.130 persone · fine prevista alle 11:10, tra circa 10 minuti",
    );
    expect(reachLine({ asked: 0, persons: 1, secondsLeft: 1 }, now)).toBe(
      "0 di 1 persona · Calcolo del tempo rimasto…",
    );
  });

  it("says how far it came, and what can still be asked", () => {
    expect(reachHalted({ asked: 1200, persons: 5130 })).toBe(
      "Verifica fermata: 1.200 persone verificate su 5.130. Per le altre 3.930 FlussIO controlla al momento dell'invio, oppure puoi verificare solo quelle.",
    );
    expect(reachHalted({ asked: 1, persons: 2 })).toBe(
      "Verifica fermata: 1 persona verificata su 2. Per l'altra FlussIO controlla al momento dell'invio, oppure puoi verificare solo quella.",
    );
    expect(reachHalted({ asked: 2, persons: 2 })).toBe("Verifica fermata: 2 persone verificate su 2.");
    expect(reachRest(3930)).toBe("le 3.930 persone che mancano");
    expect(reachRest(1)).toBe("la persona che manca");
  });

  it("says why", () => {
    expect(reachStopped("key-refused", "TARI")).toBe(
      "La verifica si è fermata: App IO rifiuta la chiave del servizio TARI.",
    );
    expect(reachExpired(found.endedAt!, 24)).toBe(
      "La verifica fatta il 28 febbraio 2027 alle 18:09 non vale più: sono passate più di 24 ore.",
    );
  });
});
