import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { permissions } from "@/db/states";
import { grantsNothing, roleFields } from "@/lib/roles/form";

const role = { name: " Ufficio Scuola ", permissions: [...permissions], serviceIds: [randomUUID()] };

test("a role has a name, permissions that exist and ids of services", () => {
  expect(roleFields.parse(role).name).toBe("Ufficio Scuola");
  expect(roleFields.safeParse({ ...role, name: "  " }).success).toBe(false);
  expect(roleFields.safeParse({ ...role, permissions: ["all"] }).success).toBe(false);
  expect(roleFields.safeParse({ ...role, serviceIds: ["*"] }).success).toBe(false);
});

test("without services it grants nothing, but for the administration", () => {
  expect(grantsNothing({ permissions: ["compose", "send"], services: 0 })).toBe(true);
  expect(grantsNothing({ permissions: [], services: 1 })).toBe(false);
  expect(grantsNothing({ permissions: ["administer"], services: 0 })).toBe(false);
});
