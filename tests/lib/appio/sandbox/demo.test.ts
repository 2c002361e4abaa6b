import { describe, expect, it } from "vitest";
import { demoPeople } from "@/lib/appio/sandbox/demo-people";
import { demoOrganizations, demoServices } from "@/lib/appio/sandbox/demo-services";
import { demoPopulation, reachOf } from "@/lib/appio/sandbox/profile";
import { serviceOf } from "@/lib/appio/sandbox/services";
import { idOf, runSandbox } from "./running-sandbox";

/** D.M. 23/12/1976: odd positions (from 1) weigh by this table, even ones by their value; modulo 26. */
const oddWeights = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
function checkCharacter(first15: string): string {
  const value = (letter: string) => (/\d/.test(letter) ? Number(letter) : letter.charCodeAt(0) - 65);
  const sum = [...first15].reduce(
    (total, letter, i) => total + (i % 2 === 0 ? oddWeights[value(letter)]! : value(letter)),
    0,
  );
  return String.fromCharCode(65 + (sum % 26));
}

/** The check digit of company codes, as for partita IVA. */
function checkDigit(first10: string): string {
  const doubled = (digit: number) => (digit > 4 ? digit * 2 - 9 : digit * 2);
  const sum = [...first10].reduce(
    (total, digit, i) => total + (i % 2 === 0 ? Number(digit) : doubled(Number(digit))),
    0,
  );
  return String((10 - (sum % 10)) % 10);
}

describe("demo services", () => {
  it("are two enti with two services each", () => {
    expect(demoOrganizations).toHaveLength(2);
    for (const organization of demoOrganizations) {
      expect(demoServices.filter((service) => service.organization === organization)).toHaveLength(2);
      expect(organization.fiscalCode).toMatch(/^\d{11}$/);
      expect(organization.fiscalCode.at(-1)).toBe(checkDigit(organization.fiscalCode.slice(0, -1)));
    }
    expect(demoServices.filter((service) => service.maxPaymentAmount === 0)).toHaveLength(1);
    expect(demoServices.filter((service) => service.requireSecureChannels)).toHaveLength(1);
  });

  it("have keys and identifiers of their own", () => {
    const keys = demoServices.flatMap((service) => service.keys);
    expect(new Set(keys).size).toBe(8);
    expect(keys.every((key) => key.startsWith("sandbox-"))).toBe(true);
    const ids = demoServices.map((service) => service.serviceId);
    expect(new Set(ids).size).toBe(4);
    expect(ids.every((id) => /^[0-9A-HJKMNP-TV-Z]{26}$/.test(id))).toBe(true);
  });

  it("answer on the sandbox, each with its limit", async () => {
    const { profile, sandbox } = await runSandbox();
    for (const service of demoServices) {
      for (const key of service.keys) expect((await profile(undefined, { key })).status).toBe(200);
    }
    expect(Object.keys(sandbox.stats().organizations)).toEqual(
      demoOrganizations.map((organization) => organization.name),
    );
  });
});

describe("demo people", () => {
  it("have fiscal codes with the right check character, born in a country that does not exist", () => {
    expect(checkCharacter("RSSMRA80A01H501")).toBe("U");
    for (const { fiscalCode } of demoPeople) {
      expect(fiscalCode).toMatch(/^[A-Z]{6}\d{2}[ABCDEHLMPRST]\d{2}Z999[A-Z]$/);
      expect(fiscalCode.at(-1)).toBe(checkCharacter(fiscalCode.slice(0, -1)));
    }
    expect(new Set(demoPeople.map((person) => person.fiscalCode)).size).toBe(demoPeople.length);
  });

  it("always meet the same fate", async () => {
    const { profile, send, status } = await runSandbox({ processedAfterMs: 0 });
    const fates: Record<string, string> = {};
    for (const { fiscalCode, name } of demoPeople) {
      const asked = await profile(fiscalCode);
      if (asked.status !== 200 || !asked.body?.sender_allowed) {
        fates[name] = asked.status === 404 ? "not on IO" : "blocked";
        continue;
      }
      const sent = await send({ fiscal_code: fiscalCode }).catch(() => undefined);
      const read = sent?.status === 201 ? await status(idOf(sent), fiscalCode) : undefined;
      fates[name] = String(read?.body?.status ?? sent?.status ?? "connection lost");
    }
    expect(fates).toEqual({
      "Ada Cinquecento": "500",
      "Bice Interrotti": "connection lost",
      "Carlo Falliti": "FAILED",
      "Dora Respinti": "REJECTED",
      "Elio Scorretti": "400",
      "Fulvia Assenti": "not on IO",
      "Gino Bloccati": "blocked",
      "Ines Lentini": "ACCEPTED",
      "Livio Ritentati": "500",
      "Marta Raggiungibili": "PROCESSED",
    });
    expect((await send({ fiscal_code: "RTNLVI65R11Z999Z" })).status).toBe(201);
  });
});

describe("population of the demo", () => {
  const codes = Array.from(
    { length: 20_000 },
    (_, i) => `ABCDEF${80 + (i % 20)}A01Z${String(i).padStart(5, "0").slice(0, 3)}${i}`,
  );
  const auto = serviceOf({ keys: ["a"] });

  it("is mostly reachable, the same at every start", () => {
    const reached = codes.map((code) => reachOf(code, auto, demoPopulation));
    expect(codes.map((code) => reachOf(code, auto, demoPopulation))).toEqual(reached);
    const of = (reach: string) => reached.filter((each) => each === reach).length / codes.length;
    expect(of("not-on-io")).toBeCloseTo(0.2, 1);
    expect(of("blocked")).toBeCloseTo(0.8 * 0.07, 1);
    expect(of("blocked")).toBeGreaterThan(0);
  });

  it("is on IO or not whatever the service, and chooses its services one by one", () => {
    const another = serviceOf({ keys: ["b"] });
    const pairs = codes.map((code) => [reachOf(code, auto, demoPopulation), reachOf(code, another, demoPopulation)]);
    expect(pairs.every(([one, two]) => (one === "not-on-io") === (two === "not-on-io"))).toBe(true);
    expect(pairs.some(([one, two]) => one === "blocked" && two === "allowed")).toBe(true);
  });

  it("accepts few services of those that must ask first", () => {
    const manual = serviceOf({ keys: ["c"], mode: "MANUAL" });
    const allowed = (service: typeof auto) =>
      codes.filter((code) => reachOf(code, service, demoPopulation) === "allowed").length;
    expect(allowed(manual)).toBeLessThan(allowed(auto) / 2);
    expect(allowed(manual)).toBeGreaterThan(0);
  });
});
