import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { newOperatorFields, operatorFields, passwordChange, username } from "@/lib/operators/form";
import { newPassword, tellsUsername } from "@/lib/operators/password-rule";

const problems = (parsed: { error?: { issues: { path: PropertyKey[] }[] } }) =>
  (parsed.error?.issues ?? []).map(({ path }) => path.join("."));

describe("username", () => {
  test.each([
    ["  Mario.Rossi ", "mario.rossi"],
    ["uff_tributi-2", "uff_tributi-2"],
  ])("%j is kept as %j", (typed, kept) => expect(username.parse(typed)).toBe(kept));

  test.each(["", "ab", ".mario", "mario rossi", "niccolò", "a".repeat(61)])("%j is refused", (typed) =>
    expect(username.safeParse(typed).success).toBe(false),
  );
});

describe("password", () => {
  test.each(["dodici caratteri", "perché no, già che ci siamo"])("%j is good", (typed) =>
    expect(newPassword.parse(typed)).toBe(typed),
  );

  test.each(["", "undici char", "aaaaaaaaaaaaaaaa", "abababababab", "x1".repeat(65)])("%j is refused", (typed) =>
    expect(newPassword.safeParse(typed).success).toBe(false),
  );

  test("the username is found in it whatever the capitals", () => {
    expect(tellsUsername("La mia MARIO.rossi 2027", "mario.rossi")).toBe(true);
    expect(tellsUsername("corretta batteria graffetta", "mario.rossi")).toBe(false);
  });

  test("a change asks for the present one and for the new one twice", () => {
    const typed = { currentPassword: "quella di prima", password: "corretta batteria", again: "corretta batteria" };
    expect(passwordChange.safeParse(typed).success).toBe(true);
    expect(problems(passwordChange.safeParse({ ...typed, again: "altra" }))).toEqual(["again"]);
    expect(problems(passwordChange.safeParse({ ...typed, currentPassword: "" }))).toEqual(["currentPassword"]);
  });
});

describe("operator", () => {
  const typed = { name: "Ada Prova", email: "", roleIds: [] };

  test("an address is kept, an empty one is none, a wrong one is refused in its field", () => {
    expect(operatorFields.parse(typed).email).toBeNull();
    expect(operatorFields.parse({ ...typed, email: " ada@ente.example " }).email).toBe("ada@ente.example");
    for (const email of ["ada", "ada@", "ada@ente.example\r\nBcc: x@y.example"])
      expect(problems(operatorFields.safeParse({ ...typed, email }))).toEqual(["email"]);
  });

  test("a new one needs everything but address and roles", () => {
    const empty = { username: "", name: "", email: "", password: "", roleIds: [] };
    expect(problems(newOperatorFields.safeParse(empty)).toSorted()).toEqual([
      "name",
      "password",
      "password",
      "username",
    ]);
    expect(operatorFields.safeParse({ ...typed, roleIds: [randomUUID()] }).success).toBe(true);
    expect(operatorFields.safeParse({ ...typed, roleIds: ["tutti"] }).success).toBe(false);
  });
});
