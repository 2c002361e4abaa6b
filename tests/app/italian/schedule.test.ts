import { describe, expect, it } from "vitest";
import { departure, doneWith, type Scheduled, scheduleAtRisk, scheduleLines } from "@/app/italian/schedule";
import { scheduleFaults } from "@/db/states";

const scheduled: Scheduled = {
  state: "waiting",
  scheduledAt: new Date("2027-03-08T00:09:00Z"),
  scheduledBy: "tributi",
  scheduleFault: null,
  serviceName: "TARI",
  hindrance: null,
};
const text = (changed: Partial<Scheduled>) => scheduleLines({ ...scheduled, ...changed }).join(" ");

describe("a departure", () => {
  it("is told with the day and the hour of Italy", () => {
    expect(departure(new Date("2027-03-08T00:09:00Z"))).toBe("l'8 marzo 2027 all'1:09");
    expect(departure(new Date("2027-07-01T07:00:00Z"))).toBe("il 1° luglio 2027 alle 9:00");
  });

  it("says which of the two hours of autumn is meant", () => {
    expect(departure(new Date("2027-10-31T00:30:00Z"))).toBe(
      "il 31 ottobre 2027 alle 2:30, la prima delle due volte: quella notte l'orologio torna indietro",
    );
    expect(departure(new Date("2027-10-31T01:30:00Z"))).toBe("il 31 ottobre 2027 alle 2:30");
  });
});

describe("an edit of a scheduled flow", () => {
  const { scheduledAt } = scheduled;
  const earlier = new Date("2027-03-01T00:00:00Z");

  it("is warned of before, whatever is edited", () => {
    expect(scheduleAtRisk("flow", scheduledAt, earlier)).toBe(
      "Questo flusso è programmato per l'8 marzo 2027 all'1:09. Se lo modifichi, la programmazione si annulla e dovrai programmarlo di nuovo.",
    );
    expect(scheduleAtRisk("import", scheduledAt, earlier)).toContain(
      "Se importi un file, la programmazione si annulla",
    );
    expect(scheduleAtRisk("notification", scheduledAt, earlier)).toMatch(/^Il flusso di questa notifica è programmato/);
    expect(scheduleAtRisk("flow", scheduledAt, new Date("2027-04-01"))).toContain("era programmato per");
  });

  it("says afterwards what became of the schedule, if there was one", () => {
    expect(doneWith("Modifiche salvate.", { unscheduled: false })).toBe("Modifiche salvate.");
    expect(doneWith("Modifiche salvate.", { unscheduled: true })).toBe(
      "Modifiche salvate. La programmazione del flusso è annullata: programmalo di nuovo.",
    );
  });
});

describe("the words of a schedule", () => {
  it("say when it leaves and who decided", () => {
    expect(text({})).toBe(
      "Parte l'8 marzo 2027 all'1:09. Programmato da tributi. Se modifichi il flusso o le sue notifiche, o lo riporti in preparazione, la programmazione si annulla e dovrai programmarlo di nuovo.",
    );
  });

  it("say what would keep it back", () => {
    expect(text({ hindrance: "service-disabled" })).toBe(
      "Parte l'8 marzo 2027 all'1:09. Programmato da tributi. Il servizio TARI è disabilitato: finché lo è, il flusso non parte.",
    );
    expect(text({ hindrance: "flow-disabled" })).toContain("Il flusso è disabilitato: finché lo è, non parte.");
  });

  it("say until when what is kept back may still leave", () => {
    expect(text({ state: "held", scheduleFault: "service-disabled" })).toBe(
      "Doveva partire l'8 marzo 2027 all'1:09, ma il servizio TARI era disabilitato. Se la causa si risolve, parte da solo fino alle 2:09; dopo, FlussIO chiede che cosa fare.",
    );
  });

  it("ask what to do with the one that was missed (words.md 22)", () => {
    expect(text({ state: "missed" })).toBe(
      "Doveva partire l'8 marzo 2027 all'1:09, ma FlussIO era fermo. È passata più di un'ora, quindi non è partito nulla. Controlla se testo e scadenze sono ancora validi.",
    );
    for (const scheduleFault of scheduleFaults) {
      expect(text({ state: "missed", scheduleFault })).toMatch(/, ma \S.* È passata più di un'ora/);
    }
  });
});
