import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readSecrets } from "@/bin/secrets";
import { readSettings } from "@/bin/settings";
import { parse } from "@/lib/env";

let data: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), "flussio-secrets-"));
});
afterEach(() => rmSync(data, { recursive: true }));

type Variables = Record<string, string>;
const environment = (given: Variables) => ({ ...given, FLUSSIO_DATA: data, NODE_ENV: "test" }) as const;
const secretsWith = (given: Variables = {}) => {
  const env = environment(given);
  return readSecrets(readSettings("production", env), env);
};

test("generated once, readable by the owner only, accepted by the app", () => {
  const first = secretsWith();
  expect(secretsWith()).toEqual(first);
  expect(statSync(join(data, "secrets.json")).mode & 0o777).toBe(0o600);
  expect(() =>
    parse({ ...first, DATABASE_URL: "postgres://a@127.0.0.1/b", INNGEST_BASE_URL: "http://127.0.0.1:1" }),
  ).not.toThrow();
});

test("two installations have different secrets", () => {
  const first = secretsWith();
  rmSync(join(data, "secrets.json"));
  const second = secretsWith();
  for (const [name, value] of Object.entries(first)) expect(second).not.toHaveProperty(name, value);
});

test("a given secret wins and is not stored", () => {
  const given = "a".repeat(40);
  expect(secretsWith({ AUTH_SECRET: given }).AUTH_SECRET).toBe(given);
  expect(readFileSync(join(data, "secrets.json"), "utf8")).not.toContain(given);
});

test("a database or an Inngest server from outside needs its secrets from outside", () => {
  expect(() => secretsWith({ DATABASE_URL: "postgres://a@127.0.0.1/b" })).toThrow(/AUTH_SECRET(.|\n)*FLUSSIO_KEY/);
  expect(() => secretsWith({ DATABASE_URL: "postgres://a@127.0.0.1/b", AUTH_SECRET: "x" })).toThrow("FLUSSIO_KEY");
  expect(() => secretsWith({ INNGEST_BASE_URL: "http://127.0.0.1:1" })).toThrow(
    /INNGEST_EVENT_KEY(.|\n)*INNGEST_SIGNING_KEY/,
  );
  const keys = { INNGEST_EVENT_KEY: "e", INNGEST_SIGNING_KEY: "s" };
  expect(secretsWith({ INNGEST_BASE_URL: "http://127.0.0.1:1", ...keys })).toMatchObject(keys);
});

test("damaged secrets, or none beside existing data, are never replaced", () => {
  writeFileSync(join(data, "secrets.json"), '{"FLUSSIO_KEY": ');
  expect(() => secretsWith()).toThrow("danneggiato");
  rmSync(join(data, "secrets.json"));
  mkdirSync(join(data, "postgres"));
  writeFileSync(join(data, "postgres", "password"), "x");
  expect(() => secretsWith()).toThrow("Manca");
});
