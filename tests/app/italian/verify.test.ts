import { expect, it } from "vitest";
import { verifyButton, verifyLines, verifyStopped, verifyTitle } from "@/app/italian/verify";

const cost = { open: 2400, seconds: 100, organizationName: "Comune di Esempio" };

it("says what it costs before it asks", () => {
  expect(verifyTitle(cost)).toBe("Verificare lo stato di 2.400 notifiche?");
  expect(verifyLines(cost)).toEqual([
    "FlussIO chiede ad App IO l'esito delle notifiche che non ne hanno ancora uno definitivo. Non parte nessun messaggio.",
    "Servono 2.400 richieste, circa 2 minuti; intanto gli altri invii di Comune di Esempio possono rallentare.",
    "Puoi lasciare la pagina, e interrompere la verifica quando vuoi.",
  ]);
  expect(verifyButton(cost)).toBe("Verifica 2.400 notifiche");
});

it("agrees with one, and does not guess a time that nothing limits", () => {
  const one = { ...cost, open: 1, seconds: null };
  expect(verifyLines(one)[0]).toContain("della notifica che non ne ha ancora uno definitivo");
  expect(verifyLines(one)[1]).toBe(
    "Serve 1 richiesta; intanto gli altri invii di Comune di Esempio possono rallentare.",
  );
});

it("says how far it came and what becomes of the rest", () => {
  expect(verifyStopped({ unread: 0, count: 0 })).toBe("Verifica interrotta.");
  expect(verifyStopped({ unread: 0, count: 1 })).toBe("Verifica interrotta. Aggiornata 1 notifica su 1.");
  expect(verifyStopped({ unread: 1, count: 2400 })).toBe(
    "Verifica interrotta. Aggiornate 2.399 notifiche su 2.400. Per quella che manca FlussIO ricontrolla da solo fino a 7 giorni dall'invio: se vuoi saperlo prima, o dopo, premi Verifica Stato.",
  );
  expect(verifyStopped({ unread: 1200, count: 1201 })).toContain(
    "Aggiornata 1 notifica su 1.201. Per le 1.200 che mancano",
  );
});
