import { setImmediate as turn } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type Answer, sendOutcome } from "@/lib/appio/outcome";
import { CLAIM_SECONDS } from "@/lib/sending/claim";
import { client, listen, message, response } from "./wire";

// The sockets are real; only the clock of undici's timeouts is ours: one for the file, because undici keeps its timer.
beforeAll(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterAll(() => void vi.useRealTimers());

/** Lets the clock run on until the call has ended; answers with the seconds that went by. */
async function until(call: Promise<Answer>): Promise<{ answer: Answer; seconds: number }> {
  let answer: Answer | undefined;
  void call.then((ended) => {
    answer = ended;
  });
  for (let seconds = 0; seconds < 120; seconds++) {
    for (let i = 0; i < 20 && !answer; i++) await turn();
    if (answer) return { answer, seconds };
    vi.advanceTimersByTime(1000);
  }
  throw new Error("the call never ended");
}

/** Real time for what the sockets do between two ticks of the clock. */
async function happens(condition: () => boolean): Promise<void> {
  while (!condition()) await turn();
}

describe("a call that nobody ends", () => {
  it("has not left when the handshake hangs", async () => {
    const server = await listen({});
    const call = client(server.url.replace("http:", "https:")).submit("chiave", message);
    await happens(() => server.sockets.length === 1);
    const { answer } = await until(call);
    expect(answer).toMatchObject({ kind: "failed", failure: "connect-timeout", code: "UND_ERR_CONNECT_TIMEOUT" });
    expect(sendOutcome(answer).left).toBe("no");
  });

  it("is lost when the request is not answered", async () => {
    const server = await listen({ asked: () => {} });
    const call = client(server.url).submit("chiave", message);
    await happens(() => server.requests.length === 1);
    const { answer, seconds } = await until(call);
    expect(answer).toMatchObject({ kind: "failed", failure: "timeout", code: "UND_ERR_HEADERS_TIMEOUT" });
    expect(sendOutcome(answer).left).toBe("unknown");
    expect(seconds).toBeGreaterThanOrEqual(20);
    expect(seconds).toBeLessThan(CLAIM_SECONDS);
  });

  it("is lost when the answer stops half-way", async () => {
    const half = response(201, '{"id":', { "content-length": "20" });
    const server = await listen({ asked: (socket) => socket.write(half) });
    const call = client(server.url).submit("chiave", message);
    await happens(() => server.requests.length === 1);
    const { answer } = await until(call);
    expect(answer).toMatchObject({ kind: "failed", failure: "timeout", code: "UND_ERR_BODY_TIMEOUT" });
    expect(sendOutcome(answer).left).toBe("unknown");
  });
});
