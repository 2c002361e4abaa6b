import { describe, expect, it } from "vitest";
import { noticeDuplicates, subjectDuplicates } from "@/app/italian/duplicates";
import { dueLines, previewTitle, withoutDueDate } from "@/app/italian/send-steps";

const due = {
  dueDates: 12,
  firstDue: "2026-12-01",
  lastDue: "2026-12-31",
  payableAfter: 10,
  notPayableAfter: 2,
  withoutDue: 0,
};

describe("the recap", () => {
  it("says the due dates and who may pay after them", () => {
    expect(dueLines(due)).toEqual([
      ["Scadenze", "12 notifiche, dal 01/12/2026 al 31/12/2026"],
      ["Paga dopo la scadenza", "10 sì, 2 no"],
    ]);
    expect(dueLines({ ...due, dueDates: 1, lastDue: due.firstDue, payableAfter: 0, notPayableAfter: 0 })).toEqual([
      ["Scadenze", "1 notifica, il 01/12/2026"],
    ]);
    expect(dueLines({ ...due, dueDates: 0, firstDue: null, lastDue: null })).toEqual([]);
  });

  it("warns of what App IO is not told", () => {
    expect(withoutDueDate(1)).toBe(
      "1 avviso non si può pagare dopo la scadenza, ma non ha una scadenza: App IO non ne tiene conto.",
    );
    expect(withoutDueDate(1200)).toMatch(/^1\.200 avvisi non si possono pagare .* non hanno una scadenza/);
  });

  it("counts with the dot", () => expect(previewTitle(3, 5130)).toBe("Notifica 3 di 5.130"));
});

describe("the duplicates (words.md 18 and 19)", () => {
  it("leave out a number that is 0", () => {
    expect(noticeDuplicates({ notices: 4, inFlow: 1, elsewhere: 3, persons: 0 })).toEqual({
      title: "4 avvisi di pagamento sono ripetuti",
      text: "Stesso numero avviso per la stessa persona: 1 già in questo flusso, 3 in altri flussi degli ultimi 30 giorni. Se continui, queste persone possono ricevere lo stesso avviso due volte.",
    });
    expect(noticeDuplicates({ notices: 1, inFlow: 0, elsewhere: 1, persons: 0 })).toEqual({
      title: "1 avviso di pagamento è ripetuto",
      text: "Stesso numero avviso per la stessa persona: 1 in altri flussi degli ultimi 30 giorni. Se continui, questa persona può ricevere lo stesso avviso due volte.",
    });
  });

  it("name the service", () => {
    expect(subjectDuplicates({ persons: 2 }, "Tributi")).toMatchObject({
      title: "2 persone hanno già ricevuto questo oggetto",
    });
    expect(subjectDuplicates({ persons: 1 }, "Tributi").text).toContain("Tributi ha già scritto a questa persona");
  });
});
