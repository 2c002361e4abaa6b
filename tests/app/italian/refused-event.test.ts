import { expect, it } from "vitest";
import { whyNot } from "@/app/italian/refused-event";
import type { Permission } from "@/db/states";
import type { Operator } from "@/lib/context";

const service = { id: "s1", name: "Anagrafe" };
const operator = (...permissions: Permission[]): Operator => ({
  kind: "operator",
  id: "o1",
  name: "anagrafe",
  fullName: "Nadia Pozzi",
  grants: new Map(permissions.map((permission) => [permission, [service.id]])),
  services: [service.id],
  administers: false,
});
const flow = { state: "inactive" as const, disabled: false, service };

it("says nothing when the button may be pressed", () => {
  expect(whyNot(operator("compose"), flow, { permission: "compose", events: ["activate"] })).toBeUndefined();
});

it("says first that the permission is missing", () => {
  expect(
    whyNot(operator("compose"), { ...flow, disabled: true }, { permission: "send", events: ["send", "resume"] }),
  ).toBe("Puoi preparare notifiche per Anagrafe ma non inviarle. L'abilitazione la dà chi amministra gli operatori.");
});

it("names the states in which it may be pressed", () => {
  expect(whyNot(operator("send"), flow, { permission: "send", events: ["verify"] })).toBe(
    "Si può con un flusso Inviato o Invio incompleto; questo è Inattivo.",
  );
});

it("says that a disabled flow must be enabled first, unless the button does just that", () => {
  const disabled = { ...flow, disabled: true };
  expect(whyNot(operator("compose"), disabled, { permission: "compose", events: ["activate"] })).toBe(
    "Il flusso è disabilitato. Per usarlo premi Riabilita.",
  );
  expect(
    whyNot(operator("compose"), disabled, { permission: "compose", events: ["disable"], evenDisabled: true }),
  ).toBeUndefined();
});
