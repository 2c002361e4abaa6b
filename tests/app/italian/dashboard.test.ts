import { expect, it } from "vitest";
import { outcomeTotals, pauseLine, stopLine } from "@/app/italian/dashboard";

const last = new Date("2026-11-08T00:09:00Z");

it("says the totals of a chart in words, without what there is none of", () => {
  expect(outcomeTotals(0, [])).toBe("Nessuna notifica degli ultimi 30 giorni ha ancora un esito.");
  expect(
    outcomeTotals(1_202, [
      ["available", 1_200],
      ["pending", 0],
      ["unreachable", 1],
      ["uncertain", 1],
    ]),
  ).toBe(
    "1.202 notifiche degli ultimi 30 giorni: 1.200 disponibili nell'app, 1 non raggiungibile, 1 con esito incerto.",
  );
});

it("says what stopped, why and when", () => {
  const stop = { reason: "key-refused", serviceName: "TARI", last } as const;
  expect(stopLine({ ...stop, count: 1 })).toBe(
    "1 invio fermato: App IO rifiuta la chiave del servizio TARI. È successo l'8 novembre 2026 all'1:09.",
  );
  expect(stopLine({ ...stop, count: 2 })).toContain(
    "2 invii fermati: App IO rifiuta la chiave del servizio TARI. L'ultima volta l'8",
  );
  expect(pauseLine({ organizationNames: ["Comune", "Provincia"], until: last })).toBe(
    "App IO ha chiesto di rallentare a Comune e Provincia: l'ultima volta l'8 novembre 2026 all'1:09. Gli invii riprendono da soli.",
  );
});
