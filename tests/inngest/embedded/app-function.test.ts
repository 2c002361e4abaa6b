import { describe, expect, it } from "vitest";
import { compileFunction } from "@/inngest/embedded/app-function";

const base = {
  id: "app-fn",
  name: "fn",
  triggers: [{ event: "a/b" }] as unknown[],
  steps: { step: { id: "step", name: "step", runtime: { type: "http", url: "http://127.0.0.1:3000/api/inngest" } } },
};
const event = (data: Record<string, unknown>, name = "a/b") => ({ id: "1", name, data, ts: 0 });
const compile = (config: object) => compileFunction("app", { ...base, ...config });

describe("compileFunction", () => {
  it("gives 5 attempts when nothing is said, otherwise the retries and one", () => {
    expect(compile({}).attempts).toBe(5);
    const retries = (attempts: number) => ({ steps: { step: { ...base.steps.step, retries: { attempts } } } });
    expect(compile(retries(0)).attempts).toBe(1);
    expect(compile(retries(3)).attempts).toBe(4);
  });

  it("takes the three ways to write concurrency, and keeps keys apart", () => {
    expect(compile({ concurrency: 3 }).slots(event({}))).toEqual([{ key: "app-fn 0 null", limit: 3 }]);
    const keyed = compile({ concurrency: { limit: 1, key: "event.data.flow" } });
    expect(keyed.slots(event({ flow: "1" }))).not.toEqual(keyed.slots(event({ flow: "2" })));
    expect(keyed.slots(event({ flow: "1" }))).not.toEqual(keyed.slots(event({ flow: 1 })));
    expect(compile({ concurrency: [{ limit: 1 }, { limit: 2, scope: "fn" }] }).slots(event({}))).toHaveLength(2);
  });

  it("compiles triggers, cancellations and keys", () => {
    const fn = compile({
      triggers: [{ event: "a/b", expression: "event.data.n > 5" }, { cron: "TZ=Europe/Rome 0 9 * * *" }],
      cancel: [{ event: "a/stop", if: "event.data.n == async.data.n" }],
      idempotency: "event.data.n",
    });
    expect(fn.isTriggeredBy(event({ n: 6 }))).toBe(true);
    expect(fn.isTriggeredBy(event({ n: 5 }))).toBe(false);
    expect(fn.isTriggeredBy(event({ n: 6 }, "a/c"))).toBe(false);
    expect(fn.isCancelledBy(event({ n: 6 }), event({ n: 6 }, "a/stop"))).toBe(true);
    expect(fn.isCancelledBy(event({ n: 6 }), event({ n: 7 }, "a/stop"))).toBe(false);
    expect(fn.idempotencyKey(event({ n: 6 }))).toBe("6");
    expect(fn.crons.map(({ spec }) => spec)).toEqual(["TZ=Europe/Rome 0 9 * * *"]);
    expect(fn.internalId).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });

  it.each<[string, object]>([
    ["throttle", { throttle: { limit: 1, period: "1s" } }],
    ["rateLimit", { rateLimit: { limit: 1, period: "1s" } }],
    ["debounce", { debounce: { period: "1s" } }],
    ["batchEvents", { batchEvents: { maxSize: 2, timeout: "1s" } }],
    ["priority", { priority: { run: "1" } }],
    ["singleton", { singleton: { mode: "skip" } }],
    ["timeouts", { timeouts: { finish: "1h" } }],
    ["timeout", { cancel: [{ event: "a/stop", timeout: "1h" }] }],
    ["concurrency", { concurrency: { limit: 1, scope: "account" } }],
    ["trigger", { triggers: [{ cron: "* * * * *", jitter: "5s" }] }],
    ["trigger", { triggers: [{ event: "a/*" }] }],
    ["triggers", { triggers: [] }],
    ["cron", { triggers: [{ cron: "@every 5s" }] }],
    ["expression", { triggers: [{ event: "a", expression: "size(event.data.l) > 1" }] }],
    ["expression", { concurrency: { limit: 1, key: "uuid()" } }],
    ["expression", { idempotency: "string(event.data.id)" }],
  ])("refuses %s by name", (word, config) => {
    expect(() => compile(config)).toThrow(new RegExp(`^function app-fn: .*${word}`));
  });
});
