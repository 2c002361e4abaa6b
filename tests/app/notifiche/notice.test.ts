import { describe, expect, test } from "vitest";
import { noticeOf } from "@/app/(console)/notifiche/notice";

const sent = {
  version: 2,
  state: "sent",
  reason: null,
  sentAt: new Date("2026-02-28T17:09:00Z"),
  serviceName: "Tributi comunali",
} as const;
const of = (query: Record<string, string>, told: Partial<Parameters<typeof noticeOf>[1]>) =>
  noticeOf({ versione: "2", ...query }, { ...sent, ...told });

describe("Aggiungi", () => {
  test("says when the notification left", () => {
    expect(of({ fatto: "aggiunta" }, {})).toEqual({
      tone: "success",
      sentences: ["Notifica registrata e inviata alle 18:09. L'esito comparirà in Stato Consegna."],
    });
  });

  test("says that a person cannot receive, without calling it an error", () => {
    const notice = of({ fatto: "aggiunta" }, { state: "unreachable", reason: "not-on-io", sentAt: null });
    expect(notice?.tone).toBe("info");
    expect(notice?.sentences[0]).toMatch(/^Notifica registrata, non inviata: questa persona non usa IO/);
  });

  test("says what to do about a refusal", () => {
    const notice = of({ fatto: "aggiunta" }, { state: "error", reason: "invalid-content", sentAt: null });
    expect(notice?.sentences).toEqual([
      expect.stringMatching(/^Notifica registrata, non inviata: App IO ha rifiutato/),
      "Correggi i dati, con la lente riporta lo Stato a Registrato e premi Invia Messaggio.",
    ]);
  });

  test("asks for no correction where the data are not the cause", () => {
    const notice = of({ fatto: "inviata" }, { state: "error", reason: "failed", sentAt: null });
    expect(notice?.sentences[1]).toMatch(/^Non c'è nulla da correggere: con la lente riporta/);
  });

  test("never says of an uncertain one that it was not sent", () => {
    const notice = of({ fatto: "aggiunta" }, { state: "error", reason: "uncertain", sentAt: null });
    expect(notice?.tone).toBe("warning");
    expect(notice?.sentences.join(" ")).not.toContain("non inviata");
  });

  test.each([
    [{ causa: "key-refused" }, "App IO rifiuta la chiave del servizio Tributi comunali."],
    [{ causa: "key-unreadable" }, "FlussIO non riesce a leggere la chiave del servizio Tributi comunali."],
    [{ secondi: "12" }, "App IO ha chiesto di rallentare. Riprova tra 12 secondi."],
    [{}, "App IO non risponde."],
  ])("says what kept it back: %j", (query, words) => {
    const notice = of({ fatto: "aggiunta", ...query }, { state: "registered", sentAt: null });
    expect(notice?.sentences[0]).toBe(`Notifica registrata, non inviata: ${words}`);
  });
});

test("a repeated form is told when the first one left", () => {
  expect(of({ fatto: "ripetuta" }, {})?.sentences).toEqual([
    "Questa notifica è già partita alle 18:09: FlussIO non l'ha inviata di nuovo.",
  ]);
});

test("is silent once the notification was changed again, and about addresses that no action made", () => {
  expect(of({ fatto: "aggiunta" }, { version: 3 })).toBeNull();
  expect(of({ fatto: "cancellata" }, {})).toBeNull();
  expect(noticeOf({}, sent)).toBeNull();
});
