import { expect, test } from "vitest";
import { hashPassword, verifyPassword } from "@/lib/operators/password";

test("a password verifies against its own hash only", async () => {
  const stored = await hashPassword("corretta batteria graffetta");
  expect(await verifyPassword(stored, "corretta batteria graffetta")).toBe(true);
  expect(await verifyPassword(stored, "corretta batteria graffett")).toBe(false);
  expect(await verifyPassword(stored, "")).toBe(false);
});

test("the hash is argon2id with the declared cost, and salted", async () => {
  const [one, two] = await Promise.all([hashPassword("uguale"), hashPassword("uguale")]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(one).not.toBe(two);
});

test("an accented letter verifies however the keyboard composes it", async () => {
  expect(await verifyPassword(await hashPassword("perch\u00e9"), "perche\u0301")).toBe(true);
});

test("a stored text that is no hash verifies nothing", async () => {
  expect(await verifyPassword("", "x")).toBe(false);
  expect(await verifyPassword("perche", "perche")).toBe(false);
});
