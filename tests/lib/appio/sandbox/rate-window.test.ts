import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RateWindow, windowMs } from "@/lib/appio/sandbox/rate-window";
import { runSandbox } from "./running-sandbox";

describe("sliding window", () => {
  it("admits a call exactly when fewer than the limit were admitted in the last 5 seconds", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 8 }),
        fc.array(fc.constantFrom(0, 1, 300, 999, 2500, 4999, 5000, 5001), { maxLength: 60 }),
        (limit, gaps) => {
          const window = new RateWindow(limit);
          const admitted: number[] = [];
          let now = 1_000_000;
          for (const gap of gaps) {
            now += gap;
            const held = admitted.filter((time) => time > now - windowMs);
            const wait = window.take(now);
            if (held.length < limit) {
              expect(wait).toBe(0);
              admitted.push(now);
              expect(window.remaining).toBe(limit - held.length - 1);
            } else {
              expect(wait).toBe(Math.max(1, Math.ceil((held[0]! + windowMs - now) / 1000)));
            }
          }
          expect(window.peak).toBeLessThanOrEqual(limit);
        },
      ),
    );
  });

  it("admits again once the announced seconds have passed", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4999 }), (elapsed) => {
        const window = new RateWindow(2);
        window.take(0);
        window.take(0);
        const wait = window.take(elapsed);
        expect(wait).toBeGreaterThan(0);
        expect(window.take(elapsed + wait * 1000)).toBe(0);
      }),
    );
  });
});

describe("budget of an organization", () => {
  it("is shared by its services and by all calls, and not by other organizations", async () => {
    const { profile, send, status, sandbox } = await runSandbox({ limit: 4 });
    const anagrafe = { key: "sandbox-borgofiorito-anagrafe" };
    const remaining = (reply: { headers: Headers }) => reply.headers.get("x-rate-limit-remaining");

    expect(remaining(await profile())).toBe("3");
    expect(remaining(await send({}, anagrafe))).toBe("2");
    expect(remaining(await status("01ARZ3NDEKTSV4RRFFQ69G5FAV"))).toBe("1");
    expect(remaining(await send({ content: {} }))).toBe("0");

    const refused = await send({}, anagrafe);
    expect(refused.status).toBe(429);
    const seconds = Number(refused.headers.get("x-rate-limit-retry-after"));
    expect(seconds).toBeGreaterThan(0);
    expect(refused.headers.get("retry-after")).toBeNull();
    expect(refused.body).toEqual({
      statusCode: 429,
      message: `Rate limit is exceeded. Try again in ${seconds} seconds.`,
    });
    expect((await profile(undefined, { key: "sandbox-valdirovo-ticket" })).status).toBe(200);

    sandbox.advance(seconds * 1000);
    expect((await send()).status).toBe(201);
  });

  it("is not touched by an unknown key or a wrong path", async () => {
    const { profile, call, sandbox } = await runSandbox({ limit: 1 });
    await profile(undefined, { key: "unknown" });
    await call("GET", "/nothing");
    expect((await profile()).status).toBe(200);
    expect(sandbox.stats().organizations["Comune di Borgofiorito"]).toMatchObject({ admitted: 1, refused: 0 });
  });

  it("may have its own limit, or none", async () => {
    const { profile } = await runSandbox({ limit: null, limits: { "Comune di Borgofiorito": 1 } });
    expect((await profile()).status).toBe(200);
    expect((await profile()).status).toBe(429);
    const free = await profile(undefined, { key: "sandbox-valdirovo-ticket" });
    expect(free.status).toBe(200);
    expect(free.headers.get("x-rate-limit-remaining")).toBeNull();
  });
});
