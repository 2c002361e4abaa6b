import { describe, expect, it } from "vitest";
import type { ServiceInput } from "@/lib/appio/sandbox/services";
import { content, idOf, person, type Reply, runSandbox } from "./running-sandbox";
import { fullObjections, objections, sdk } from "./sdk";

const payment = (amount: number, more = {}) => ({
  content: { ...content, payment_data: { amount, notice_number: "301000000000000001", ...more } },
});
const thirdParty = (third_party_data: unknown) => ({ content: { ...content, third_party_data } });
const configuration = "01ARZ3NDEKTSV4RRFFQ69G5FAV";

const services: readonly ServiceInput[] = [
  { keys: ["ordinary", "ordinary-2"], organization: "comune", maxPaymentAmount: 5000 },
  { keys: ["other"], organization: "regione" },
  { keys: ["limited"], limited: true },
  { keys: ["draft"], draft: true },
  { keys: ["cidr"], cidrsRefused: true },
  { keys: ["orphan"], orphan: true },
  { keys: ["no-groups"], groups: [] },
  { keys: ["readers"], groups: ["ApiMessageRead"] },
  {
    keys: ["rich"],
    organization: "comune",
    groups: ["ApiMessageWrite", "ApiMessageWriteAdvanced", "ApiThirdPartyMessageWrite", "ApiMessageWriteWithPayee"],
  },
];
const options = { services, remoteContent: { [configuration]: "comune" } };

const said = (reply: Reply) => [reply.status, reply.body?.title ?? reply.body?.message];

describe("gateway", () => {
  it("refuses a missing, an empty and an unknown key with its own body", async () => {
    const { profile } = await runSandbox(options);
    const missing = await profile(person, { key: null });
    expect(missing.body).toEqual({
      statusCode: 401,
      message:
        "Access denied due to missing subscription key. Make sure to include subscription key when making requests to an API.",
    });
    expect((await profile(person, { key: "" })).body).toEqual(missing.body);
    expect((await profile(person, { key: "unknown" })).body).toEqual({
      statusCode: 401,
      message:
        "Access denied due to invalid subscription key. Make sure to provide a valid key for an active subscription.",
    });
    expect((await profile(person, { key: "sandbox-any-thing" })).status).toBe(401);
  });

  it.each([
    ["GET", "/messages"],
    ["POST", "/message"],
    ["PUT", "/messages"],
    ["GET", `/messages/${person}`],
    ["GET", `/messages/${person}/`],
    ["POST", `/messages/${person}/01ARZ3NDEKTSV4RRFFQ69G5FAV`],
    ["GET", "/services"],
  ])("knows no %s %s, before it looks at the key", async (method, path) => {
    const { call } = await runSandbox(options);
    const body = method === "GET" ? undefined : {};
    const reply = await call(method, path, body, { key: null });
    expect(reply.body).toEqual({ statusCode: 404, message: "Resource not found" });
  });

  it("takes both keys of a service", async () => {
    const { profile } = await runSandbox(options);
    expect((await profile(person, { key: "ordinary" })).status).toBe(200);
    expect((await profile(person, { key: "ordinary-2" })).status).toBe(200);
  });
});

describe("profiles", () => {
  it("answers what the SDK decodes, by POST and by GET", async () => {
    const { profile, call } = await runSandbox(options);
    const reply = await profile(person, { key: "ordinary" });
    expect(reply.status).toBe(200);
    expect(objections(sdk.limitedProfile, reply.body)).toBe("");
    expect(reply.body).toHaveProperty("sender_allowed", true);
    const byGet = await call("GET", `/profiles/${person}`, undefined, { key: "ordinary" });
    expect(byGet.body).toEqual(reply.body);
  });

  it.each([[{}], [{ fiscal_code: "rssxxx80a01z999x" }], [{ fiscal_code: 1 }], [[]], ["{"]])(
    "refuses the body %j",
    async (body) => {
      const { call } = await runSandbox(options);
      const reply = await call("POST", "/profiles", body, { key: "ordinary" });
      expect(said(reply)).toEqual([400, "Invalid Exact<FiscalCodePayload>"]);
      const payload = typeof body === "string" ? undefined : body;
      expect(reply.body).toHaveProperty("detail", fullObjections(sdk.fiscalCodePayload, payload));
      expect(reply.headers.get("content-type")).toBe("application/problem+json");
      expect(objections(sdk.problemJson, reply.body)).toBe("");
    },
  );

  it("says 404 for who is not on IO and sender_allowed false for who refused the service", async () => {
    const { profile } = await runSandbox({
      ...options,
      faults: { fiscalCodes: { AAAAAA11A11A111A: { profile: "not-on-io" }, BBBBBB11A11A111B: { profile: "blocked" } } },
    });
    const missing = await profile("AAAAAA11A11A111A", { key: "ordinary" });
    expect(missing.body).toEqual({
      status: 404,
      title: "Profile not found",
      detail: "The profile you requested was not found in the system.",
    });
    const blocked = await profile("BBBBBB11A11A111B", { key: "ordinary" });
    expect(blocked.body).toHaveProperty("sender_allowed", false);
  });

  it("always reaches the test fiscal code", async () => {
    const { profile } = await runSandbox({ ...options, population: { notOnIo: 1, blocked: 1 } });
    expect((await profile("AAAAAA00A00A000A", { key: "ordinary" })).body).toHaveProperty("sender_allowed", true);
    expect((await profile(person, { key: "ordinary" })).status).toBe(404);
  });
});

describe("messages", () => {
  it("gives a new ULID and its address to each POST, never remembering the earlier one", async () => {
    const { send, sandbox } = await runSandbox(options);
    const first = await send({}, { key: "ordinary" });
    const second = await send({}, { key: "ordinary" });
    expect(first.status).toBe(201);
    expect(objections(sdk.createdMessage, first.body)).toBe("");
    expect(idOf(first)).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
    expect(first.headers.get("location")).toBe(`/api/v1/messages/${person}/${idOf(first)}`);
    expect(idOf(second)).not.toBe(idOf(first));
    expect(sandbox.messagesOf(person).map((message) => message.id)).toEqual([idOf(second), idOf(first)]);
  });

  it("takes the recipient from the path or from the body, not from both or from none", async () => {
    const { call } = await runSandbox(options);
    const post = (path: string, body: unknown) => call("POST", path, body, { key: "ordinary" });
    expect((await post(`/messages/${person}`, { content })).status).toBe(201);
    expect(said(await post(`/messages/${person}`, { fiscal_code: person, content }))).toEqual([400, "Bad parameters"]);
    expect(said(await post("/messages", { content }))).toEqual([400, "Bad parameters"]);
    expect((await post("/messages/NOBODY", { content })).status).toBe(400);
  });

  it("echoes what was wrong in the detail, line by line", async () => {
    const { send } = await runSandbox(options);
    const reply = await send({ content: { ...content, subject: "Breve" } }, { key: "ordinary" });
    expect(reply.body).toEqual({
      status: 400,
      title: "Invalid message structure",
      detail: 'value "Breve" at root.content.subject is not a valid [string of length >= 10 and < 121]',
    });
    const nothing = await send({}, { key: "ordinary", fault: "ok" });
    expect(nothing.status).toBe(201);
  });

  it("takes a body that is no JSON as no body", async () => {
    const { call } = await runSandbox(options);
    const reply = await call("POST", "/messages", "{", { key: "ordinary" });
    expect(said(reply)).toEqual([400, "Invalid message structure"]);
  });

  it("refuses a payment beyond the limit of the service", async () => {
    const { send } = await runSandbox(options);
    expect((await send(payment(5000), { key: "ordinary" })).status).toBe(201);
    expect((await send(payment(5001), { key: "ordinary" })).body).toEqual({
      status: 400,
      title: "Error while sending payment metadata",
      detail: "The requested amount (5001 cents) exceeds the maximum allowed for this service (5000 cents)",
    });
  });

  it.each([
    ["limited", {}, [403, "Recipient forbidden"]],
    ["limited", { fiscal_code: "AAAAAA00A00A000A" }, [201, undefined]],
    ["draft", {}, [201, undefined]],
    ["cidr", {}, [403, "You are not allowed here"]],
    ["cidr", { content: {} }, [400, "Invalid message structure"]],
    ["orphan", { content: {} }, [403, "You are not allowed here"]],
    ["no-groups", {}, [403, "User has no valid scopes"]],
    ["readers", {}, [403, "You are not allowed here"]],
    ["ordinary", { feature_level_type: "ADVANCED" }, [403, "You are not allowed here"]],
    ["ordinary", payment(1, { payee: { fiscal_code: "00000010009" } }), [403, "You are not allowed here"]],
    ["ordinary", thirdParty({ id: "1" }), [403, "You are not allowed here"]],
    ["rich", { feature_level_type: "ADVANCED" }, [201, undefined]],
    ["rich", payment(1, { payee: { fiscal_code: "00000010009" } }), [201, undefined]],
    ["rich", thirdParty({ id: "1" }), [403, "No configuration id for remote content"]],
    [
      "rich",
      thirdParty({ id: "1", configuration_id: "01ARZ3NDEKTSV4RRFFQ69G5FAA" }),
      [404, "Remote Content Configuration NOT FOUND"],
    ],
    ["rich", thirdParty({ id: "1", configuration_id: configuration }), [201, undefined]],
    [
      "rich",
      thirdParty({ id: "1", configuration_id: configuration, has_attachments: true }),
      [403, "Attachments call forbidden"],
    ],
  ])("with the key %s and %j", async (key, fields, expected) => {
    const { send } = await runSandbox(options);
    expect(said(await send(fields, { key }))).toEqual(expected);
  });

  it("says which permission a payload misses", async () => {
    const { send } = await runSandbox(options);
    const reply = await send({ feature_level_type: "ADVANCED" }, { key: "ordinary" });
    expect(reply.body).toHaveProperty("detail", "You do not have enough permissions to send a Premium message");
  });

  it("keeps the profiles of a draft service to its authorized recipients", async () => {
    const { profile } = await runSandbox(options);
    expect(said(await profile(person, { key: "draft" }))).toEqual([403, "Recipient forbidden"]);
    expect((await profile("AAAAAA00A00A000A", { key: "draft" })).status).toBe(200);
  });

  it("shows a message to the service that sent it only", async () => {
    const { send, status } = await runSandbox(options);
    const id = idOf(await send({}, { key: "ordinary" }));
    expect((await status(id, person, { key: "ordinary" })).status).toBe(200);
    expect((await status(id, person, { key: "other" })).body).toHaveProperty(
      "detail",
      "You are not allowed to read this message, you can only read messages that you have sent",
    );
    expect(said(await status(id, "AAAAAA00A00A000A", { key: "ordinary" }))).toEqual([404, "Message not found"]);
    expect(said(await status("01ARZ3NDEKTSV4RRFFQ69G5FAV", person, { key: "ordinary" }))).toEqual([
      404,
      "Message not found",
    ]);
  });
});

describe("open keys", () => {
  it("accepts any key that starts with sandbox-, with the traits that it declares", async () => {
    const { send, profile, sandbox } = await runSandbox();
    expect((await send({}, { key: "sandbox-prova-uno" })).status).toBe(201);
    expect((await send({}, { key: "sandbox-prova-due.limited" })).status).toBe(403);
    expect((await send(payment(1), { key: "sandbox-prova-tre.no-payments" })).status).toBe(400);
    expect((await profile(person, { key: "sandbox-altra-uno.cidr" })).status).toBe(403);
    expect((await profile(person, { key: "another" })).status).toBe(401);
    expect(Object.keys(sandbox.stats().organizations).sort()).toEqual(["altra", "prova"]);
  });
});
