import { describe, expect, it } from "vitest";
import { type SendFacts, sendButton, sendLines, sendTitle, sendWarnings } from "@/app/italian/send-confirm";

const facts: SendFacts = {
  notifications: 3412,
  persons: 3400,
  payments: 2,
  paymentsTotal: 123456,
  pastDueDates: 0,
  subject: "Avviso TARI 2025",
  subjects: 1,
  seconds: 10_200,
  serviceName: "TARI",
  organizationName: "Comune di Prova",
  at: null,
  scheduledAt: null,
  now: new Date("2027-02-01T08:00:00Z"),
  checked: false,
  reach: { state: "none", endedAt: null, unreachable: 0 },
};
const later = new Date("2027-03-01T08:00:00Z");

it("asks with the exact numbers of notifications and persons", () => {
  expect(sendTitle(facts)).toBe("Inviare 3.412 notifiche a 3.400 persone?");
  expect(sendTitle({ ...facts, notifications: 1, persons: 1 })).toBe("Inviare 1 notifica a 1 persona?");
});

it("says on the button what it does", () => {
  expect(sendButton(facts)).toBe("Invia 3.412 notifiche");
  expect(sendButton({ notifications: 1, at: later })).toBe("Programma l'invio di 1 notifica");
});

describe("the lines", () => {
  it("tell what will leave", () => {
    expect(sendLines(facts)).toEqual([
      ["Servizio", "TARI, Comune di Prova"],
      ["Oggetto", "Avviso TARI 2025"],
      ["Avvisi di pagamento", "2, in totale 1.234,56 €"],
      ["Partenza", "subito"],
      ["Durata", "circa 2 ore e 50 minuti"],
    ]);
  });

  it("leave out what has nothing to tell, and count the other objects", () => {
    const lines = Object.fromEntries(sendLines({ ...facts, payments: 0, seconds: null, subjects: 3, at: later }));
    expect(lines).toEqual({
      Servizio: "TARI, Comune di Prova",
      Oggetto: "Avviso TARI 2025 (e altri 2)",
      Partenza: "il 1° marzo 2027 alle 9:00",
    });
  });
});

describe("the warnings", () => {
  const final = "Dopo l'invio i messaggi non si possono correggere, ritirare né cancellare.";
  const unchecked = "Non hai verificato chi può ricevere: chi non usa IO non riceve il messaggio.";
  const endedAt = new Date("2027-02-28T17:09:00Z");
  const warnings = (changed: Partial<SendFacts>) => sendWarnings({ ...facts, ...changed });

  it("say that nothing can be undone, and that nobody checked", () => {
    expect(warnings({})).toEqual([final, unchecked]);
    expect(warnings({ reach: { state: "expired", endedAt, unreachable: 0 } })).toEqual([final, unchecked]);
  });

  it("count the due dates already past, or past by then", () => {
    expect(warnings({ pastDueDates: 1 }).at(-1)).toBe("1 scadenza è già passata.");
    expect(warnings({ pastDueDates: 1200, at: later }).at(-1)).toBe("1.200 scadenze saranno già passate.");
  });

  it("say what a check that holds makes of the rest", () => {
    const reach = { state: "done", endedAt, unreachable: 1718 } as const;
    expect(warnings({ checked: true, reach })[1]).toBe(
      "Verifica fatta il 28 febbraio 2027 alle 18:09: partono al massimo 3.412 notifiche; le altre 1.718 passano in stato Utente non abilitato alla ricezione.",
    );
    expect(warnings({ checked: true, notifications: 1, reach: { ...reach, unreachable: 1 } })[1]).toBe(
      "Verifica fatta il 28 febbraio 2027 alle 18:09: parte al massimo 1 notifica; l'altra passa in stato Utente non abilitato alla ricezione.",
    );
    expect(warnings({ at: later, reach })[1]).toBe(
      "La verifica fatta il 28 febbraio 2027 alle 18:09 alla partenza non varrà più: FlussIO controllerà di nuovo chi può ricevere.",
    );
  });

  it("say that a running check stops", () => {
    const reach = { state: "running", endedAt: null, unreachable: 3 } as const;
    expect(warnings({ reach })[1]).toBe("La verifica di chi può ricevere è ancora in corso: se invii ora, si ferma.");
    expect(warnings({ reach, at: later })[1]).toBe(unchecked);
  });

  it("say what becomes of the moment set before", () => {
    expect(warnings({ scheduledAt: later }).at(-1)).toBe(
      "Il flusso è già programmato: il 1° marzo 2027 alle 9:00. Se lo invii ora, la programmazione decade.",
    );
    expect(warnings({ scheduledAt: later, at: new Date("2027-03-08T08:00:00Z") }).at(-1)).toBe(
      "Il flusso è già programmato: il 1° marzo 2027 alle 9:00. La nuova partenza sostituisce quella.",
    );
  });
});
