import fc from "fast-check";
import { serve } from "inngest/edge";
import { expect, it } from "vitest";
import { canonicalJson, hashedSigningKey, sameSecret, signatureOf } from "@/inngest/embedded/signature";
import { newClient } from "../../conformance/app";
import { newKeys } from "../../conformance/engines";

const keys = newKeys();
const client = newClient("signed", { ...keys, url: "http://127.0.0.1:9" });
const run = client.createFunction({ id: "fn", triggers: [{ event: "a" }] }, async ({ event }) => event.data);
const handler = serve({ client, functions: [run] });

/** What the SDK's own verification thinks of a call: 401 or the run's answer. */
async function statusOf(sent: string, signature: string): Promise<number> {
  const request = new Request("http://app.test/api/inngest?fnId=signed-fn&stepId=step", {
    method: "POST",
    headers: { host: "app.test", "content-type": "application/json", "x-inngest-signature": signature },
    body: sent,
  });
  return (await handler(request)).status;
}

const call = (data: unknown) => ({
  event: { name: "a", id: "1", ts: 1, data: { value: data } },
  events: [],
  steps: {},
  version: -1,
  ctx: { run_id: "r", attempt: 0, max_attempts: 5, stack: { stack: [], current: 0 } },
});

it("signs so that the SDK accepts any body, however it is laid out", async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), async (data) => {
      const body = call(data);
      const signature = signatureOf(canonicalJson(JSON.parse(JSON.stringify(body))), keys.signingKey);
      expect(await statusOf(JSON.stringify(body, null, 1), signature)).toBe(200);
    }),
    { numRuns: 200 },
  );
});

it("signs so that the SDK refuses another body, another key and an old time", async () => {
  const body = canonicalJson(call("mine"));
  const signature = signatureOf(body, keys.signingKey);
  expect(await statusOf(body, signature)).toBe(200);
  expect(await statusOf(canonicalJson(call("yours")), signature)).toBe(401);
  expect(await statusOf(body, signatureOf(body, newKeys().signingKey))).toBe(401);
  expect(await statusOf(body, signatureOf(body, keys.signingKey, Date.now() - 6 * 60_000))).toBe(401);
});

it("ignores the prefix of a signing key, as the SDK does", async () => {
  const body = canonicalJson(call("mine"));
  expect(await statusOf(body, signatureOf(body, `signkey-prod-${keys.signingKey}`))).toBe(200);
});

it("hashes the signing key as the SDK does for its bearer token", async () => {
  for (const signingKey of [keys.signingKey, `signkey-test-${keys.signingKey}`]) {
    let sent: string | null = null;
    const spy = newClient("spy", { ...keys, signingKey, url: "http://127.0.0.1:9" });
    const fetching: typeof fetch = async (_, init) => {
      sent = new Headers(init?.headers).get("authorization");
      return Response.json({ ok: true });
    };
    Object.defineProperty(spy, "fetch", { get: () => fetching });
    const registered = serve({ client: spy, functions: [] });
    await registered(new Request("http://app.test/api/inngest", { method: "PUT", headers: { host: "app.test" } }));
    expect(sent).toBe(`Bearer ${hashedSigningKey(signingKey)}`);
  }
});

it("compares secrets of any length", () => {
  expect(sameSecret("a", "a")).toBe(true);
  expect(sameSecret("a", "b")).toBe(false);
  expect(sameSecret("a", "a longer one")).toBe(false);
  expect(sameSecret("", "a")).toBe(false);
});
