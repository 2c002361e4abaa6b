import { describe, expect, it, vi } from "vitest";
import { createFaults, type FaultName, faultNames } from "@/lib/appio/sandbox/faults";
import { idOf, key, person, runSandbox } from "./running-sandbox";

const rule = (send: FaultName | (FaultName | "ok")[]) => ({ fiscalCodes: { [person]: { send } } });

describe("faults with an answer", () => {
  it.each<[FaultName, number, string, boolean]>([
    ["bad-request", 400, "Invalid message structure", false],
    ["key-refused", 401, "Access denied due to invalid subscription key", false],
    ["not-allowed", 403, "You are not allowed here", false],
    ["recipient-forbidden", 403, "Recipient forbidden", false],
    ["production-forbidden", 403, "Production call forbidden", false],
    ["no-scopes", 403, "User has no valid scopes", false],
    ["anonymous", 403, "Anonymous user", false],
    ["not-found", 404, "Remote Content Configuration NOT FOUND", false],
    ["wrong-path", 404, '"statusCode": 404, "message": "Resource not found"', false],
    ["rate-limited", 429, "Rate limit is exceeded. Try again in 5 seconds.", false],
    ["server-error", 500, "Internal server error", false],
    ["server-error-stored", 500, "Internal server error", true],
    ["query-error", 500, "Query error (COSMOS_ERROR_RESPONSE)", false],
    ["gateway-error", 500, '"statusCode": 500', false],
    ["bad-gateway", 502, "<html>", false],
    ["unavailable", 503, '"statusCode": 503', false],
    ["gateway-timeout", 504, '"statusCode": 504', true],
    ["slow", 201, '"id"', true],
  ])("%s answers %i", async (fault, status, words, stored) => {
    const { send, sandbox } = await runSandbox({ faults: rule(fault), slowMs: 1 });
    const reply = await send();
    expect(reply.status).toBe(status);
    expect(reply.text).toContain(words);
    expect(sandbox.postsOf(person).stored).toBe(stored ? 1 : 0);
  });

  it.each<[FaultName, number, boolean]>([
    ["empty-error", 500, false],
    ["empty-body", 201, true],
    ["malformed-json", 201, true],
  ])("%s answers %i with no JSON", async (fault, status, stored) => {
    const { send, sandbox } = await runSandbox({ faults: rule(fault) });
    const reply = await send();
    expect(reply.status).toBe(status);
    expect(reply.body).toBeUndefined();
    expect(reply.text === "").toBe(fault !== "malformed-json");
    expect(sandbox.postsOf(person).stored).toBe(stored ? 1 : 0);
  });

  it("says not found in the words of each call", async () => {
    const { profile, status, send } = await runSandbox();
    const id = idOf(await send());
    const asked = { fault: "not-found" };
    expect((await profile(person, asked)).body).toHaveProperty("title", "Profile not found");
    expect((await status(id, person, asked)).body).toHaveProperty("title", "Message not found");
  });
});

describe("faults of the connection", () => {
  it.each<[FaultName, boolean]>([
    ["reset-before", false],
    ["reset-after", true],
    ["cut-answer", true],
  ])("%s breaks it", async (fault, stored) => {
    const { send, sandbox } = await runSandbox({ faults: rule(fault) });
    await expect(send()).rejects.toThrow();
    expect(sandbox.postsOf(person)).toMatchObject({ posts: 1, stored: stored ? 1 : 0 });
  });

  it.each<[FaultName, number]>([
    ["timeout", 0],
    ["lost-answer", 1],
  ])("%s never answers", async (fault, stored) => {
    const { apiUrl, sandbox } = await runSandbox({ faults: rule(fault) });
    const giveUp = new AbortController();
    const body = JSON.stringify({
      fiscal_code: person,
      content: { subject: "Avviso di pagamento", markdown: "a".repeat(80) },
    });
    const headers = { "ocp-apim-subscription-key": key };
    const call = fetch(`${apiUrl}/messages`, { method: "POST", headers, body, signal: giveUp.signal });
    const settled = vi.fn();
    call.then(settled, settled);
    await vi.waitFor(() => expect(sandbox.stats().calls.send.byStatus).toEqual({ never: 1 }));
    expect(sandbox.postsOf(person)).toMatchObject({ posts: 1, stored });
    expect(settled).not.toHaveBeenCalled();
    giveUp.abort();
    await expect(call).rejects.toThrow();
  });

  it("refuses connections, then takes them again on the same port", async () => {
    const { profile, sandbox } = await runSandbox();
    expect((await profile()).status).toBe(200);
    await sandbox.refuse();
    await expect(profile()).rejects.toMatchObject({ cause: { code: "ECONNREFUSED" } });
    await sandbox.resume();
    expect((await profile()).status).toBe(200);
  });

  it("refuses them for a while when the control interface asks", async () => {
    const { profile, control } = await runSandbox();
    expect((await control("POST", "faults", { outage: { fault: "refuse", forMs: 300 } })).status).toBe(200);
    await vi.waitFor(() => expect(profile()).rejects.toMatchObject({ cause: { code: "ECONNREFUSED" } }), {
      interval: 5,
    });
    await vi.waitFor(async () => expect((await profile()).status).toBe(200), { timeout: 10_000 });
  });
});

describe("choice of the fault", () => {
  it("takes the steps of a rule one by one, the last for ever", async () => {
    const { send, sandbox } = await runSandbox({ faults: rule(["server-error", "rate-limited", "ok"]) });
    const seen: number[] = [];
    for (let i = 0; i < 4; i++) seen.push((await send()).status);
    expect(seen).toEqual([500, 429, 201, 201]);
    expect(sandbox.postsOf(person)).toMatchObject({ fiscalCode: person, posts: 3, stored: 2 });
    expect((await send({ fiscal_code: "AAAAAA00A00A000A" })).status).toBe(201);
  });

  it("takes the one of the header for that call", async () => {
    const { send, control } = await runSandbox();
    expect((await send({}, { fault: "bad-gateway" })).status).toBe(502);
    expect((await send()).status).toBe(201);
    const unknown = await send({}, { fault: "nonsense" });
    expect(unknown.status).toBe(400);
    expect(unknown.text).toContain("server-error");
    expect((await control("GET", "stats")).status).toBe(200);
  });

  it("changes a profile while FlussIO works", async () => {
    const { profile, send, status, sandbox } = await runSandbox({ processedAfterMs: 0 });
    sandbox.addFaults({ fiscalCodes: { [person]: { profile: ["allowed", "server-error", "blocked"] } } });
    expect((await profile()).body).toHaveProperty("sender_allowed", true);
    expect((await profile()).status).toBe(500);
    expect((await profile()).body).toHaveProperty("sender_allowed", false);
    expect((await status(idOf(await send()))).body).toHaveProperty("status", "REJECTED");
    sandbox.addFaults({ fiscalCodes: { [person]: null } });
    expect((await profile()).body).toHaveProperty("sender_allowed", true);
  });

  it("strikes every call of a key until it is forgotten", async () => {
    const { profile, send, sandbox } = await runSandbox();
    sandbox.addFaults({ keys: { [key]: "key-refused" } });
    expect((await profile()).status).toBe(401);
    expect((await profile(person, { key: "sandbox-borgofiorito-anagrafe" })).status).toBe(200);
    expect(sandbox.stats().organizations["Comune di Borgofiorito"]?.admitted).toBe(1);
    sandbox.addFaults({ keys: { [key]: "not-allowed" } });
    expect((await send()).status).toBe(403);
    sandbox.addFaults({ keys: { [key]: null } });
    expect((await send()).status).toBe(201);
  });

  it("strikes every call in an outage, for as long as it lasts", async () => {
    const { profile, send, sandbox } = await runSandbox();
    sandbox.addFaults({ outage: { fault: "unavailable" } });
    expect((await profile()).status).toBe(503);
    expect((await send()).status).toBe(503);
    sandbox.addFaults({ outage: null });
    expect((await send()).status).toBe(201);
    sandbox.addFaults({ outage: { fault: "rate-limited", forMs: 60_000 } });
    expect((await send()).headers.get("x-rate-limit-retry-after")).toBe("5");
    sandbox.advance(60_000);
    expect((await send()).status).toBe(201);
  });

  it("draws the same faults at the same rates from the same seed", () => {
    const drawn = (seed: number) => {
      const faults = createFaults([{ rates: { send: { "lost-answer": 0.02, "server-error": 0.05 } }, seed }], 0);
      return Array.from({ length: 10_000 }, () => faults.stepFor("send", undefined, undefined, 0, 0));
    };
    const steps = drawn(7);
    expect(drawn(7)).toEqual(steps);
    expect(drawn(8)).not.toEqual(steps);
    const count = (step: string) => steps.filter((each) => each === step).length;
    expect(count("lost-answer")).toBeGreaterThan(120);
    expect(count("lost-answer")).toBeLessThan(280);
    expect(count("server-error")).toBeGreaterThan(380);
    expect(count("server-error")).toBeLessThan(620);
    const faults = createFaults([{ rates: { send: { timeout: 1 } } }], 0);
    expect(faults.stepFor("profile", undefined, undefined, 0, 0)).toBe("ok");
  });
});

describe("control interface", () => {
  it("adds faults, shows them, and forgets them with a reset", async () => {
    const { control, send } = await runSandbox();
    const added = await control("POST", "faults", rule("server-error"));
    expect(added.body?.fiscalCodes).toHaveProperty(person, { send: "server-error" });
    expect((await send()).status).toBe(500);
    await control("POST", "reset");
    expect((await control("GET", "faults")).body?.fiscalCodes).not.toHaveProperty(person);
    expect((await send()).status).toBe(201);
  });

  it.each([
    [{ fiscalCodes: { [person]: { send: "nonsense" } } }],
    [{ fiscalCodes: { [person]: { sent: "ok" } } }],
    [{ rates: { send: { timeout: 2 } } }],
    [{ outage: { fault: "refuse" } }],
    [{ unknown: true }],
    [[]],
  ])("refuses the faults %j", async (input) => {
    const { control } = await runSandbox();
    const reply = await control("POST", "faults", input);
    expect(reply.status).toBe(400);
    expect(reply.body).toHaveProperty("error");
  });

  it("moves the clock", async () => {
    const { control, send, status } = await runSandbox({ processedAfterMs: 60_000 });
    const id = idOf(await send());
    expect((await control("POST", "clock", { advanceMs: 60_000 })).status).toBe(200);
    expect((await status(id)).body).toHaveProperty("status", "PROCESSED");
  });

  it("does not listen to a browser", async () => {
    const { url } = await runSandbox();
    const reply = await fetch(`${url}/_sandbox/reset`, { method: "POST", headers: { origin: "https://example.org" } });
    expect(reply.status).toBe(403);
  });

  it("lists its routes", async () => {
    const { control } = await runSandbox();
    const reply = await control("GET", "nothing");
    expect(reply.status).toBe(404);
    expect(reply.body?.routes).toContain("GET /_sandbox/stats");
  });
});

it("names every fault once", () => {
  expect(new Set(faultNames).size).toBe(faultNames.length);
});
