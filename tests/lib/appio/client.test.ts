import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { createServer as createTlsServer } from "node:tls";
import { describe, expect, it, onTestFinished } from "vitest";
import { type Answer, type Failure, sendOutcome } from "@/lib/appio/outcome";
import { selfSigned } from "./self-signed";
import { client, listen, message, response } from "./wire";

const key = "chiave-di-prova";

/** A port of the loopback where nobody listens any more. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address ? address.port : 0;
}

/** A TLS server that nobody trusts, and how many requests came through. */
async function untrusted() {
  let requests = 0;
  const server = createTlsServer(selfSigned(), (socket) => {
    socket.on("error", () => {});
    socket.on("data", () => {
      requests += 1;
      socket.end(response(201, '{"id":"01A"}'));
    });
  });
  server.on("tlsClientError", () => {});
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return { url: `https://localhost:${port}`, requests: () => requests };
}

const failureOf = (answer: Answer) => (answer.kind === "failed" ? answer.failure : `answered ${answer.status}`);

describe("when the connection is not made, nothing was sent", () => {
  it.each<[string, Failure, string | RegExp, () => Promise<string>]>([
    [
      "a port where nobody listens",
      "unconnected",
      "ECONNREFUSED",
      async () => `http://127.0.0.1:${await closedPort()}`,
    ],
    [
      "every address of a name refused",
      "unconnected",
      "ECONNREFUSED",
      async () => `http://localhost:${await closedPort()}`,
    ],
    ["a name that is not there", "unknown-host", /^E/, async () => "http://nessuno.invalid"],
    ["TLS where nobody listens", "unconnected", "ECONNREFUSED", async () => `https://127.0.0.1:${await closedPort()}`],
    [
      "a server that does not speak TLS",
      "tls",
      /./,
      async () => {
        const { port } = await listen({ connected: (socket) => socket.on("data", () => socket.end(response(400))) });
        return `https://127.0.0.1:${port}`;
      },
    ],
    [
      "a handshake cut short",
      "tls",
      "ECONNRESET",
      async () => {
        const { port } = await listen({ connected: (socket) => socket.once("data", () => socket.resetAndDestroy()) });
        return `https://127.0.0.1:${port}`;
      },
    ],
    [
      "a handshake refused with a farewell",
      "tls",
      "ECONNRESET",
      async () => `https://127.0.0.1:${(await listen({ connected: (socket) => socket.end() })).port}`,
    ],
    [
      "a certificate that nobody vouches for",
      "tls",
      "DEPTH_ZERO_SELF_SIGNED_CERT",
      async () => (await untrusted()).url,
    ],
  ])("%s: %s %s", async (_, failure, code, address) => {
    const appio = client(await address());
    const calls = [
      appio.submit(key, message),
      appio.profile(key, message.fiscal_code),
      appio.message(key, message.fiscal_code, "01A"),
    ];
    for (const answer of await Promise.all(calls)) {
      expect(answer).toMatchObject({ kind: "failed", failure, code: expect.stringMatching(code) });
    }
    expect(sendOutcome(await appio.submit(key, message)).left).toBe("no");
  });

  it("gives nothing to a server that it does not trust", async () => {
    const server = await untrusted();
    await client(server.url).submit(key, message);
    expect(server.requests()).toBe(0);
  });
});

describe("what no header can carry", () => {
  it.each(["chiave\nrotta", "chiave€"])("was not sent: the key %j", async (broken) => {
    const server = await listen({ asked: (socket) => socket.write(response(201, '{"id":"01A"}')) });
    const appio = client(server.url);
    expect(sendOutcome(await appio.submit(broken, message)).left).toBe("no");
    expect(server.requests.length).toBe(0);
    expect((await appio.submit(key, message)).kind).toBe("answered");
  });
});

/** What a server may do with a connection that was made; `read`: whether it has read the request. */
const cuts: [string, { read: boolean; act: (socket: Socket) => void }][] = [
  ["closes without a word before it read", { read: false, act: (socket) => socket.end() }],
  [
    "takes bytes, and resets before it read",
    { read: false, act: (socket) => setTimeout(() => socket.resetAndDestroy(), 20) },
  ],
  ["closes without a word after it read", { read: true, act: (socket) => socket.end() }],
  ["resets after it read", { read: true, act: (socket) => socket.resetAndDestroy() }],
  ["sends half a head and closes", { read: true, act: (socket) => socket.end("HTTP/1.1 201 Crea") }],
  [
    "sends a head and closes",
    { read: true, act: (socket) => socket.end(response(201, "", { "content-length": "20" })) },
  ],
  [
    "sends half a body and closes",
    { read: true, act: (socket) => socket.end(response(201, '{"id":', { "content-length": "20" })) },
  ],
  [
    "sends half a body and resets",
    {
      read: true,
      act: (socket) =>
        socket.write(response(201, '{"id":', { "content-length": "20" }), () => socket.resetAndDestroy()),
    },
  ],
  [
    "ends in the middle of a chunk",
    { read: true, act: (socket) => socket.end('HTTP/1.1 201 X\r\ntransfer-encoding: chunked\r\n\r\n14\r\n{"id":') },
  ],
  ["sends what is no HTTP", { read: true, act: (socket) => socket.end("220 posta.example.invalid ESMTP\r\n") }],
  [
    "sends more than the cap",
    { read: true, act: (socket) => socket.end(response(201, `{"id":"01A","x":"${"x".repeat(1_000_000)}"}`)) },
  ],
];

describe("when the connection was made, the request may have been taken", () => {
  it.each(cuts)("a server that %s", async (_, { read, act }) => {
    const server = await listen(read ? { asked: act } : { connected: act });
    const appio = client(server.url);
    for (const call of ["submit", "profile", "message"] as const) {
      const answer = await (call === "submit"
        ? appio.submit(key, message)
        : call === "profile"
          ? appio.profile(key, message.fiscal_code)
          : appio.message(key, message.fiscal_code, "01A"));
      expect([call, failureOf(answer)]).toEqual([call, "reset"]);
      if (call === "submit") expect(sendOutcome(answer).left).toBe("unknown");
    }
    // No retry by itself, of any of the three.
    expect(read ? server.requests.length : server.sockets.length).toBe(3);
  });

  it("a connection kept alive that the server resets with the next request on it: no second POST", async () => {
    const server = await listen({
      asked: (socket, nth) => (nth === 1 ? socket.write(response(201, '{"id":"01A"}')) : socket.resetAndDestroy()),
    });
    const appio = client(server.url);
    expect(sendOutcome(await appio.submit(key, message))).toMatchObject({ kind: "accepted" });
    await sleep(20); // the connection is free again
    expect(failureOf(await appio.submit(key, message))).toBe("reset");
    expect([server.sockets.length, server.requests.length]).toEqual([1, 2]);
  });
});

describe("an answer that drips for ever", () => {
  it("is lost when the time of a whole call is over", async () => {
    const server = await listen({
      asked(socket) {
        socket.write("HTTP/1.1 201 X\r\ntransfer-encoding: chunked\r\n\r\n");
        const drip = setInterval(() => socket.write("1\r\n \r\n"), 20);
        socket.on("close", () => clearInterval(drip));
      },
    });
    const answer = await client(server.url, 300).submit(key, message);
    expect(answer).toMatchObject({ kind: "failed", failure: "timeout", code: "TimeoutError" });
    expect(sendOutcome(answer).left).toBe("unknown");
    expect(server.requests.length).toBe(1);
  });
});

describe("a connection kept alive", () => {
  it("is used again, and made anew when the server has closed it meanwhile", async () => {
    const server = await listen({ asked: (socket) => socket.write(response(201, '{"id":"01A"}')) });
    const appio = client(server.url);
    for (let i = 0; i < 3; i++) {
      expect((await appio.submit(key, message)).kind).toBe("answered");
      await sleep(20); // the connection is free again
    }
    expect(server.sockets.length).toBe(1);
    server.sockets[0]!.end();
    await once(server.sockets[0]!, "close");
    await sleep(20); // the client has seen it too
    expect((await appio.submit(key, message)).kind).toBe("answered");
    expect([server.sockets.length, server.requests.length]).toEqual([2, 4]);
  });

  it("never makes a call wait for another: as many connections as calls", async () => {
    const waiting: Socket[] = [];
    const server = await listen({
      asked(socket, nth) {
        waiting.push(socket);
        if (nth === 100) for (const one of waiting) one.write(response(201, '{"id":"01A"}'));
      },
    });
    const appio = client(server.url);
    const answers = await Promise.all(Array.from({ length: 100 }, () => appio.submit(key, message)));
    expect(answers.every(({ kind }) => kind === "answered")).toBe(true);
    expect(server.sockets.length).toBe(100);
  });
});
