import { describe, expect, it } from "vitest";
import { flowError, type StoppedFlow } from "@/app/italian/flow-error";
import { stopReasons } from "@/db/states";

const none = {
  sent: 0,
  registered: 0,
  uncertain: 0,
  undecided: 0,
  toRetry: 0,
  toCorrect: 0,
  unreachable: 0,
  forbidden: 0,
};

const flow = (some: Partial<typeof none>, stop: Partial<StoppedFlow> = {}): StoppedFlow => {
  const { uncertain, toRetry, toCorrect, ...counts } = { ...none, ...some };
  return {
    service: { name: "TARI" },
    stopReason: null,
    stopDetail: null,
    stoppedAt: null,
    stoppedBy: null,
    ...stop,
    counts: { ...counts, families: { uncertain, "to-retry": toRetry, "to-correct": toCorrect } },
  };
};

describe("a sending that ran to its end", () => {
  it("says that nothing is to be corrected when people simply cannot receive", () => {
    expect(flowError(flow({ unreachable: 1718 }))?.title).toBe(
      "Invio incompleto: nulla da correggere. 1.718 persone non possono ricevere su IO.",
    );
    expect(flowError(flow({ unreachable: 1 }))?.title).toBe(
      "Invio incompleto: nulla da correggere. 1 persona non può ricevere su IO.",
    );
  });

  it("counts apart what is to be corrected and what is uncertain", () => {
    const error = flowError(flow({ toCorrect: 3, uncertain: 2, undecided: 2, unreachable: 4 }));
    expect(error?.title).toBe("Invio incompleto: 3 da correggere, 2 con esito incerto, da decidere una per una.");
    expect(error?.lines).toEqual([
      "Con Ritenta le notifiche in errore ripartono quelle che certamente non sono arrivate e non hanno dati da correggere.",
      "Inoltre 4 persone non possono ricevere su IO, e non c'è nulla da correggere.",
    ]);
  });

  it("has nothing to correct where a retry is enough", () => {
    const error = flowError(flow({ toRetry: 1, toCorrect: 2 }));
    expect(error?.title).toBe("Invio incompleto: 1 da ritentare, 2 da correggere.");
    expect(flowError(flow({ toRetry: 1 }))).toMatchObject({
      title: "Invio incompleto: 1 da ritentare.",
      lines: [expect.stringContaining("Con Ritenta le notifiche in errore")],
    });
  });

  it("agrees with one", () => {
    expect(flowError(flow({ uncertain: 1, undecided: 1 }))?.title).toBe(
      "Invio incompleto: 1 con esito incerto, da decidere.",
    );
  });

  it("asks nothing more once somebody has decided", () => {
    expect(flowError(flow({ uncertain: 1 }))?.title).toBe(
      "Invio incompleto: nulla da correggere. 1 con esito incerto, già decisa: nessun nuovo invio.",
    );
  });

  it("is silent when every notification left", () => expect(flowError(flow({ sent: 10 }))).toBeNull());
});

describe("a sending that was stopped", () => {
  const stopped = (stop: Partial<StoppedFlow>) =>
    flow({ sent: 1200, registered: 300 }, { stoppedAt: new Date("2025-02-28T17:09:00Z"), ...stop });

  it("by an operator says who, when and how to go on", () => {
    const later = new Date("2025-02-28T20:00:00Z");
    expect(flowError(stopped({ stopReason: "operator", stoppedBy: "tributi" }), later)).toEqual({
      title: "Invio interrotto da tributi alle 18:09.",
      lines: ["Partite: 1.200. Da inviare: 300, ancora in stato Registrato.", "Per inviarle premi Riprendi."],
      tally: "Partite: 1.200. Da inviare: 300, ancora in stato Registrato.",
      detail: null,
    });
  });

  it("by an operator says the day when it was not today", () => {
    const title = (now: string) =>
      flowError(stopped({ stopReason: "operator", stoppedBy: "tributi" }), new Date(now))?.title;
    expect(title("2025-02-28T22:59:00Z")).toBe("Invio interrotto da tributi alle 18:09.");
    expect(title("2025-02-28T23:00:00Z")).toBe("Invio interrotto da tributi il 28 febbraio 2025 alle 18:09.");
  });

  it("by a fault leaves out the counts that are zero", () => {
    const error = flowError(stopped({ stopReason: "platform-down" }));
    expect(error?.title).toBe("Invio fermato: App IO non risponde o risponde con errori dalle 18:09.");
    expect(error?.lines.at(-1)).toBe(
      "Partite: 1.200. Da inviare: 300, ancora in stato Registrato. Risolta la causa, premi Riprendi: le notifiche già partite non ripartono.",
    );
  });

  it("gives the code to tell when the address is wrong", () => {
    const error = flowError(stopped({ stopReason: "wrong-address", stopDetail: "404 Resource not found" }));
    expect(error?.lines[0]).toContain("comunica il codice 404 Resource not found.");
  });

  it("says how many were refused for being outside the tests, if any was", () => {
    const refused = (forbidden: number) =>
      flowError(flow({ forbidden, toCorrect: forbidden + 1 }, { stopReason: "test-only" }))?.lines[0];
    expect(refused(10)).toMatch(/^Le prime 10 notifiche sono state rifiutate tutte per questo\./);
    expect(refused(1)).toMatch(/^La prima notifica è stata rifiutata per questo\./);
    expect(refused(0)).toMatch(/^Chi amministra i servizi/);
  });

  it.each(["service-disabled", "service-testing", "key-unreadable"] as const)(
    "%s is of our own side: App IO is not blamed, and the service is named",
    (stopReason) => {
      const error = flowError(stopped({ stopReason }));
      expect(error?.title).toMatch(/^Invio fermato: (?!App IO).*servizio TARI/);
      expect(error?.lines[0]).toMatch(/^App IO non c'entra: .*[Cc]hi amministra i servizi/);
      expect(error?.lines.at(-1)).toContain("Risolta la causa, premi Riprendi");
    },
  );

  it.each(stopReasons)("%s has its sentence", (stopReason) => {
    expect(flowError(stopped({ stopReason }))?.title).toMatch(/^Invio (interrotto|fermato)/);
  });
});
