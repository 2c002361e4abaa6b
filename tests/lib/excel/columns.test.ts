import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { columns, indexOf, keyOf, knownHeadings, letterOf, mapHeadings } from "@/lib/excel/columns";

describe("mapHeadings", () => {
  it("finds its own headings in any order", () => {
    const headings = columns.map(({ heading }) => heading).reverse();
    const { mapping, problems, unknown } = mapHeadings(headings);
    expect(problems).toEqual([]);
    expect(unknown).toEqual([]);
    for (const { id, heading } of columns) expect(headings[mapping.get(id) ?? -1]).toBe(heading);
  });

  it.each([
    ["CODICE FISCALE*", "fiscalCode"],
    ["codice_fiscale", "fiscalCode"],
    ["  Cod. Fiscale ", "fiscalCode"],
    ["C.F.", "fiscalCode"],
    ["C.F. Dest.", "fiscalCode"],
    ["CF", "fiscalCode"],
    ["Codice Fiscale Destinatario*", "fiscalCode"],
    ["OGGETTO *", "subject"],
    ["Testo", "body"],
    ["Contenuto (Markdown)", undefined],
    ["Data scadenza", "dueDate"],
    ["Scadenza:", "dueDate"],
    ["Importo €", "amount"],
    ["Importo (€)", "amount"],
    ["Importo in euro", "amount"],
    ["Somma", "amount"],
    ["Somma (Importo)", "amount"],
    ["Numero Avviso", "noticeNumber"],
    ["N° avviso", "noticeNumber"],
    ["Nº Avviso", "noticeNumber"],
    ["N. avviso", "noticeNumber"],
    ["Notifica Pagamento", "noticeNumber"],
    ["Notifica Pagamento (Numero avviso)", "noticeNumber"],
    ["Codice avviso pagoPA", "noticeNumber"],
    ["PAGA DOPO LA SCADENZA", "payableAfterDue"],
    ["Paga  dopo\nla scadenza", "payableAfterDue"],
    ["Pagabile dopo la scadenza", "payableAfterDue"],
    ["UUID", "id"],
    ["Cognome", undefined],
    ["", undefined],
  ])("knows %j as %s", (heading, id) => {
    expect([...mapHeadings([heading]).mapping.keys()]).toEqual(id ? [id] : []);
  });

  it("names what is missing, repeated and unknown", () => {
    expect(mapHeadings(["CF", "Nome", "Codice fiscale", "", "Importo", "Somma"])).toMatchObject({
      problems: [
        { code: "repeated", heading: "Codice Fiscale", letters: ["A", "C"] },
        { code: "missing", heading: "Oggetto" },
        { code: "missing", heading: "Contenuto" },
        { code: "repeated", heading: "Importo", letters: ["E", "F"] },
      ],
      unknown: ["Nome"],
    });
  });

  it("gives no name to two columns", () => {
    const keys = columns.flatMap(({ heading, synonyms }) => [keyOf(heading), ...synonyms]);
    expect(new Set(keys).size).toBe(keys.length);
    for (const key of keys) expect(keyOf(key)).toBe(key);
  });
});

describe("knownHeadings", () => {
  it("counts columns, not cells", () => {
    expect(knownHeadings(["Elenco TARI", "CF", "Codice Fiscale"])).toBe(1);
    expect(knownHeadings(["CF", "Oggetto", "Nome"])).toBe(2);
  });
});

describe("letters of columns", () => {
  it.each([
    [0, "A"],
    [25, "Z"],
    [26, "AA"],
    [701, "ZZ"],
    [702, "AAA"],
    [16_383, "XFD"],
  ])("%i is %s", (index, letters) => {
    expect(letterOf(index)).toBe(letters);
    expect(indexOf(letters)).toBe(index);
  });

  it("go there and back, with or without a row", () => {
    fc.assert(
      fc.property(
        fc.nat(16_383),
        fc.integer({ min: 1, max: 1_048_576 }),
        (index, row) => indexOf(letterOf(index) + row) === index,
      ),
    );
  });
});
