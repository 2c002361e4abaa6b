import { describe, expect, it } from "vitest";
import { wordPersonalData } from "@/app/italian/personal-data";
import { findPersonalData } from "@/lib/notifications/personal-data";
import { fiscalCodeOf } from "@/tests/support/people";

const person = fiscalCodeOf(1);
const other = fiscalCodeOf(2);

describe("findPersonalData", () => {
  it.each([
    [`Avviso per ${person}`, ["recipient"]],
    [`Avviso per ${person.toLowerCase()}`, ["recipient"]],
    [`Avviso per ${other}`, ["fiscal-code"]],
    ["Rimborso su IT60X0542811101000000123456", ["iban"]],
    ["Rimborso su IT60 X054 2811 1010 0000 0123 456", ["iban"]],
    ["Scrivi a mario.rossi@esempio.it", ["email"]],
    ["Chiama 333 1234567", ["phone"]],
    ["Chiama +39 011 1234567", ["phone"]],
    ["Chiama 011/1234567", ["phone"]],
    [`${other}, mario@esempio.it`, ["fiscal-code", "email"]],
  ])("in %j finds %j", (subject, kinds) => expect(findPersonalData(subject, person)).toEqual(kinds));

  it.each([
    "Protocollo 2026/0012345 del 03/11/2026",
    "Avviso 301234567890123456",
    "TARI 2026: rata 3 di 4 entro il 30.11.2026",
    "Pratica n. 3331234567890",
  ])("finds nothing in %j", (subject) => expect(findPersonalData(subject, "")).toEqual([]));

  it("is said in one sentence", () => {
    expect(wordPersonalData(["recipient", "iban", "phone"])).toMatch(
      /^nell'oggetto c'è il codice fiscale del destinatario, un IBAN e un numero di telefono: /,
    );
  });
});
