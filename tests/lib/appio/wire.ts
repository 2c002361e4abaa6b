import { createServer, type Socket } from "node:net";
import { onTestFinished } from "vitest";
import { createAppIo } from "@/lib/appio/client";

/** Does what it likes with a whole request; `nth` counts all the requests of the server from 1. */
type Behaviour = (socket: Socket, nth: number, request: string) => void;

/** A raw server on the loopback that ends with the test; it keeps what it was asked. */
export async function listen({
  connected,
  asked,
}: {
  /** As soon as a connection is made, before anything is read. */
  connected?: (socket: Socket) => void;
  asked?: Behaviour;
}) {
  const requests: string[] = [];
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on("error", () => {});
    connected?.(socket);
    if (!asked) return;
    let text = "";
    socket.on("data", (chunk) => {
      text += chunk;
      const [, length = "0"] = /content-length: (\d+)/i.exec(text) ?? [];
      const end = text.indexOf("\r\n\r\n") + 4;
      if (end < 4 || Buffer.byteLength(text.slice(end)) < Number(length)) return;
      requests.push(text);
      const request = text;
      text = "";
      asked(socket, requests.length, request);
    });
  });
  const port = await new Promise<number>((resolve) =>
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : 0);
    }),
  );
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { port, url: `http://127.0.0.1:${port}`, requests, sockets };
}

/** A client that ends with the test. `whole`: milliseconds that a call may take, if not as many as in earnest. */
export function client(url: string, whole?: number) {
  const appio = createAppIo(url, whole);
  onTestFinished(async () => {
    // Whoever never answers would hold it up.
    await Promise.race([appio.close(), new Promise((resolve) => setImmediate(resolve))]);
  });
  return appio;
}

/** A whole answer. */
export function response(status: number, body = "", headers: Record<string, string> = {}): string {
  const lines = Object.entries({ "content-length": String(Buffer.byteLength(body)), ...headers });
  return `HTTP/1.1 ${status} X\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n${body}`;
}

export const message = {
  fiscal_code: "RSSXXX80A01Z999X",
  content: { subject: "Oggetto di prova", markdown: "Testo. ".repeat(20) },
};
