import { describe, expect, it } from "vitest";
import { notificationStates } from "@/db/states";
import { can, codeOf, sources } from "@/lib/notifications/state";

describe("the states of a notification", () => {
  it("has the codes of the manual", () => {
    expect(notificationStates.map(codeOf)).toEqual([0, 1, 2, 3, 4]);
    expect(codeOf("unreachable")).toBe(4);
  });

  it("goes back to Registrato only from Errore and Utente non abilitato", () => {
    expect(sources("reregister")).toEqual(["error", "unreachable"]);
  });

  it("lets nobody edit or disable what is on its way, nor edit what left", () => {
    expect(can("transmitting", "edit")).toBe(false);
    expect(can("transmitting", "disable")).toBe(false);
    expect(can("sent", "edit")).toBe(false);
  });
});
