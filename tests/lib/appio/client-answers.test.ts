import { describe, expect, it } from "vitest";
import { sendOutcome } from "@/lib/appio/outcome";
import { client, listen, message, response } from "./wire";

const key = "chiave-di-prova";

describe("an answer", () => {
  const answerTo = async (text: string) => {
    const server = await listen({ asked: (socket) => socket.write(text) });
    const answer = await client(server.url).submit(key, message);
    return answer.kind === "answered" ? answer : expect.fail(answer.code);
  };

  it("carries what the contract reads, and the time it took", async () => {
    const body = '{"id":"01A"}';
    const answer = await answerTo(
      response(201, body, { location: "/api/v1/messages/X/01A", "x-rate-limit-remaining": "7" }),
    );
    expect(answer).toMatchObject({ status: 201, body: { id: "01A" }, location: "/api/v1/messages/X/01A" });
    expect(answer).toMatchObject({ remaining: 7, retryAfter: null });
    expect(Number.isInteger(answer.durationMs)).toBe(true);
  });

  it.each(["", "<html>", '{"id":', "\u0000\u00ff"])("whose body is %j has none", async (body) => {
    expect(await answerTo(response(502, body))).toMatchObject({ status: 502, body: undefined });
  });

  it("is not what came before it", async () => {
    const text = `HTTP/1.1 102 Processing\r\n\r\n${response(201, '{"id":"01A"}')}`;
    expect(await answerTo(text)).toMatchObject({ status: 201, body: { id: "01A" } });
  });

  it.each([301, 302, 303, 307, 308])("%s is not followed", async (status) => {
    const target = await listen({ asked: (socket) => socket.write(response(201, '{"id":"01A"}')) });
    const answer = await answerTo(response(status, "", { location: `${target.url}/api/v1/messages` }));
    expect(answer.status).toBe(status);
    expect(sendOutcome(answer)).toMatchObject({ kind: "stop", left: "no" });
    expect(target.sockets.length).toBe(0);
  });

  it.each<[Record<string, string>, number | null]>([
    [{ "x-rate-limit-retry-after": "7" }, 7],
    [{ "retry-after": "9" }, 9],
    [{ "x-rate-limit-retry-after": "7", "retry-after": "9" }, 7],
    [{ "X-Rate-Limit-Retry-After": "0.5" }, 0.5],
    [{ "x-rate-limit-retry-after": "2592000" }, 300],
    [{ "x-rate-limit-retry-after": "1e99" }, 300],
    [{ "x-rate-limit-retry-after": "-3" }, null],
    [{ "x-rate-limit-retry-after": "Infinity" }, null],
    [{ "x-rate-limit-retry-after": "NaN" }, null],
    [{ "x-rate-limit-retry-after": "soon" }, null],
    [{ "retry-after": "Wed, 21 Oct 2026 07:28:00 GMT" }, null],
    [{ "x-rate-limit-retry-after": "" }, null],
    [{}, null],
  ])("429 with %j asks for %s seconds", async (headers, seconds) => {
    expect(await answerTo(response(429, "", headers))).toMatchObject({ status: 429, retryAfter: seconds });
  });

  it.each<[string, number | null]>([
    ["0", 0],
    ["149", 149],
    ["-1", null],
    ["many", null],
    ["", null],
  ])("says that %j calls remain: %s", async (header, remaining) => {
    expect(await answerTo(response(200, "{}", { "x-rate-limit-remaining": header }))).toMatchObject({ remaining });
  });
});

describe("a request", () => {
  it.each([
    ["", "/api/v1"],
    ["/", "/api/v1"],
    ["/api/v1", "/api/v1"],
    ["/api/v1/", "/api/v1"],
    ["/altrove//", "/altrove"],
  ])("goes under the path of %j: %s", async (path, base) => {
    const server = await listen({ asked: (socket) => socket.write(response(200, "{}")) });
    const appio = client(server.url + path);
    await appio.profile(key, message.fiscal_code);
    await appio.submit(key, message);
    await appio.message(key, "A/B?C", "../01 A");
    expect(server.requests.map((request) => request.split(" HTTP/")[0])).toEqual([
      `POST ${base}/profiles`,
      `POST ${base}/messages`,
      `GET ${base}/messages/A%2FB%3FC/..%2F01%20A`,
    ]);
    for (const request of server.requests) expect(request.toLowerCase()).toContain(`ocp-apim-subscription-key: ${key}`);
    const bodies = server.requests.map((request) => request.split("\r\n\r\n")[1] ?? "");
    expect(bodies.map((body) => body && JSON.parse(body))).toEqual([{ fiscal_code: message.fiscal_code }, message, ""]);
  });
});
