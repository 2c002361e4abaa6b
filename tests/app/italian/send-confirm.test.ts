import { expect, it } from "vitest";
import { type SendFacts, sendLines, sendTitle, sendWarnings } from "@/app/italian/send-confirm";

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
};

it("asks with the exact numbers of notifications and persons", () => {
  expect(sendTitle(facts)).toBe("Inviare 3.412 notifiche a 3.400 persone?");
  expect(sendTitle({ ...facts, notifications: 1, persons: 1 })).toBe("Inviare 1 notifica a 1 persona?");
});

it("tells what will leave", () => {
  expect(sendLines(facts)).toEqual([
    ["Servizio", "TARI, Comune di Prova"],
    ["Oggetto", "Avviso TARI 2025"],
    ["Avvisi di pagamento", "2, in totale 1.234,56 €"],
    ["Partenza", "subito"],
    ["Durata", "circa 2 ore e 50 minuti"],
  ]);
});

it("leaves out lines that have nothing to tell, and counts the other objects", () => {
  const lines = Object.fromEntries(sendLines({ ...facts, payments: 0, seconds: null, subjects: 3 }));
  expect(lines).toEqual({
    Servizio: "TARI, Comune di Prova",
    Oggetto: "Avviso TARI 2025 (e altri 2)",
    Partenza: "subito",
  });
});

it("warns of due dates already past only when there are any", () => {
  expect(sendWarnings(facts)).toHaveLength(2);
  expect(sendWarnings({ ...facts, pastDueDates: 1 }).at(-1)).toBe("1 scadenza è già passata.");
});
