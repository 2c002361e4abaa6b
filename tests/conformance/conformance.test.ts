import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type App, Diary, newClient, startApp } from "./app";
import { type Engine, engines } from "./engines";
import { furtherFunctions, mainFunctions } from "./functions";
import { until } from "./until";

// Scenarios mostly wait: all of an engine's run at once.
vi.setConfig({ maxConcurrency: 50, testTimeout: 200_000, hookTimeout: 90_000 });

describe.each(engines)("$name", ({ start }) => {
  let engine: Engine;
  const diary = new Diary();
  const clients = new Map<string, ReturnType<typeof newClient>>();
  const apps = new Map<string, App>();
  const key = () => randomUUID();
  const send = (id: string, event: string, data: Record<string, unknown>, eventId?: string) =>
    clients.get(id)!.send({ name: `${id}/${event}`, data, id: eventId });

  beforeAll(async () => {
    engine = await start();
    for (const [id, checkpointing] of [
      ["checkpointed", true],
      ["stepwise", false],
    ] as const) {
      const client = newClient(id, engine, checkpointing ? {} : { checkpointing });
      const functions = [...mainFunctions(client, diary), ...(checkpointing ? furtherFunctions(client, diary) : [])];
      const app = await startApp(client, functions);
      clients.set(id, client);
      apps.set(id, app);
      const answer = await app.register();
      expect(answer.status, await answer.clone().text()).toBe(200);
    }
  });

  afterAll(async () => {
    await engine?.stop();
    for (const app of apps.values()) await app.stop();
  });

  // Two apps are registered; the second turns checkpoints off, so each of its steps is a call.
  describe.concurrent.each(["checkpointed", "stepwise"])("app %s", (id) => {
    it("runs a function with the data of its event", async () => {
      const k = key();
      await send(id, "simple", { key: k, n: 7 });
      await until("it ran", () => diary.count(`${k} ran`) === 1);
      expect(diary.values(`${k} ran`)).toEqual([{ data: { key: k, n: 7 }, runId: expect.stringMatching(/./) }]);
    });

    it("executes each step once and remembers its result", async () => {
      const k = key();
      await send(id, "three-steps", { key: k });
      await until("the steps are done", () => diary.count(`${k} sum`) > 0);
      expect(["a", "b", "c"].map((name) => diary.count(`${k} ${name}`))).toEqual([1, 1, 1]);
      expect(diary.values(`${k} sum`)).toContain(6);
      const calls = apps.get(id)!.calls(`${id}-three-steps`);
      if (id === "stepwise") expect(calls).toBeGreaterThanOrEqual(3);
    });

    it("sleeps between steps", async () => {
      const k = key();
      await send(id, "sleep", { key: k });
      await until("it woke up", () => diary.count(`${k} after`) === 1);
      expect(diary.count(`${k} before`)).toBe(1);
      expect(diary.between(`${k} before`, `${k} after`)).toBeGreaterThan(1500);
    });

    it("sends events from a step", async () => {
      const k = key();
      await send(id, "fan-out", { key: k });
      await until("every part ran", () => diary.count(`${k} part`) === 5 && diary.count(`${k} sent`) === 1);
      expect(diary.values(`${k} part`).toSorted()).toEqual([1, 2, 3, 4, 5]);
      expect(diary.values(`${k} sent`)).toEqual([5]);
    });

    it("retries a step when its error says, and only that step", async () => {
      const k = key();
      await send(id, "retry-after", { key: k });
      await until("it got through", () => diary.count(`${k} last`) === 1);
      expect(diary.values(`${k} stumbles`)).toEqual([0, 1]);
      expect(diary.count(`${k} first`)).toBe(1);
    });

    it("tells onFailure when the attempts are used up", async () => {
      const k = key();
      await send(id, "gives-up", { key: k });
      await until("it failed", () => diary.count(`${k} failure`) === 1);
      expect(diary.count(`${k} tried`)).toBe(2);
      expect(diary.values(`${k} failure`)).toEqual([{ name: "inngest/function.failed", error: "never works" }]);
    });

    it("fails at once on an error not to retry, and tells onFailure once", async () => {
      const k = key();
      await send(id, "non-retriable", { key: k });
      await until("it failed", () => diary.count(`${k} failure`) === 1);
      await delay(2000);
      expect(diary.count(`${k} tried`)).toBe(1);
      expect(diary.values(`${k} failure`)).toEqual([{ error: "broken for good", other: true }]);
    });

    it("lets a function catch the error of a step", async () => {
      const k = key();
      await send(id, "catches", { key: k });
      await until("it went on", () => diary.count(`${k} went on`) === 1);
      expect(diary.count(`${k} tried`)).toBe(1);
      expect(diary.values(`${k} went on`)).toEqual(["broken for good"]);
    });

    it("joins parallel steps and a sleep", async () => {
      const k = key();
      await send(id, "parallel", { key: k });
      await until("they joined", () => diary.count(`${k} join`) === 1);
      expect(["a", "b", "c"].map((name) => diary.count(`${k} ${name}`))).toEqual([1, 1, 1]);
      expect(diary.values(`${k} join`)).toEqual([6]);
    });
  });

  describe.concurrent("flow control and the rest", () => {
    const id = "checkpointed";

    it("retries a plain error by itself", async () => {
      const k = key();
      await send(id, "plain-error", { key: k });
      // The table's first delay is 15 to 45 seconds on both engines.
      await until("it got through", () => diary.count(`${k} done`) === 1, 120_000);
      expect(diary.count(`${k} tried`)).toBe(2);
    });

    it("never runs more calls of a key than its limit", async () => {
      const k = key();
      const tenants = Array.from({ length: 12 }, (_, n) => (n % 2 ? `${k}-a` : `${k}-b`));
      await Promise.all(tenants.map((tenant) => send(id, "limited", { key: k, tenant })));
      const done = (tenant: string) => diary.count(`${k} ${tenant}`);
      await until("all ran", () => done(`${k}-a`) + done(`${k}-b`) === 12);
      const inFlight = [...diary.values(`${k} ${k}-a`), ...diary.values(`${k} ${k}-b`)] as number[];
      expect(Math.max(...inFlight)).toBeLessThanOrEqual(2);
    });

    it("cancels the runs that an event matches, and no other", async () => {
      const [cancelled, spared] = [key(), key()];
      await send(id, "cancellable", { key: cancelled });
      await send(id, "cancellable", { key: spared });
      await until("both began", () => [cancelled, spared].every((k) => diary.count(`${k} began`) === 1));
      await send(id, "cancel", { key: cancelled });
      await until("the other ended", () => diary.count(`${spared} ended`) === 1);
      await delay(2000);
      expect(diary.count(`${cancelled} ended`)).toBe(0);
    });

    it("filters events by the condition of a trigger", async () => {
      const k = key();
      await send(id, "filtered", { key: k, n: 3, kind: "a" });
      await send(id, "filtered", { key: k, n: 9, kind: "b" });
      await send(id, "filtered", { key: k, n: 8, kind: "a" });
      await until("one passed", () => diary.count(`${k} n`) > 0);
      await delay(2000);
      expect(diary.values(`${k} n`)).toEqual([8]);
    });

    it("runs once for events of the same id", async () => {
      const [k, last] = [key(), key()];
      for (const _ of [1, 2, 3]) await send(id, "simple", { key: k }, `once-${k}`);
      await send(id, "simple", { key: last });
      await until("the last ran", () => diary.count(`${last} ran`) === 1 && diary.count(`${k} ran`) > 0);
      await delay(2000);
      expect(diary.count(`${k} ran`)).toBe(1);
    });

    it("runs once for events of the same idempotency key", async () => {
      const k = key();
      for (const _ of [1, 2, 3]) await send(id, "idempotent", { key: k, order: `${k}-1` });
      await send(id, "idempotent", { key: k, order: `${k}-2` });
      await until("both orders ran", () => [1, 2].every((n) => diary.count(`${k} ${k}-${n}`) > 0));
      await delay(2000);
      expect([1, 2].map((n) => diary.count(`${k} ${k}-${n}`))).toEqual([1, 1]);
    });

    it("runs 300 steps in one run", async () => {
      const k = key();
      await send(id, "many-steps", { key: k });
      await until("they ran", () => diary.count(`${k} sum`) > 0, 150_000);
      expect(diary.count(`${k} step`)).toBe(300);
      expect(diary.values(`${k} sum`)).toContain(45_150);
      // With checkpoints one call lasts up to 10 seconds, without them each step is a call.
      expect(apps.get(id)!.calls(`${id}-many-steps`)).toBeLessThan(100);
    });

    it("does not cut a step of 12 seconds", async () => {
      const k = key();
      await send(id, "long-step", { key: k });
      await until("it went on", () => diary.count(`${k} next`) === 1);
      expect(diary.count(`${k} long`)).toBe(1);
    });

    it("runs an every-minute cron within the minute", async () => {
      await until("it fired", () => diary.count("cron") > 0, 80_000);
      expect(diary.values("cron")).toContain("inngest/scheduled.timer");
    });

    it("keeps the run of an event that comes while the app is down", async () => {
      const client = newClient("absent", engine);
      const first = await startApp(client, mainFunctions(client, diary));
      expect((await first.register()).status).toBe(200);
      await first.stop();
      const k = key();
      await client.send({ name: "absent/three-steps", data: { key: k } });
      await delay(2000);
      const second = await startApp(client, mainFunctions(client, diary), first.port);
      // The real server counts the refused call as an attempt and waits 15 to 45 seconds.
      await until("it ran", () => diary.count(`${k} sum`) > 0, 120_000).finally(second.stop);
      expect(["a", "b", "c"].map((name) => diary.count(`${k} ${name}`))).toEqual([1, 1, 1]);
    });

    it("signs its calls: the app refuses any other", async () => {
      const call = (headers: Record<string, string>) =>
        fetch(`${apps.get(id)!.url}?fnId=${id}-simple&stepId=step`, {
          method: "POST",
          headers: { "content-type": "application/json", ...headers },
          body: JSON.stringify({ event: { data: { key: "unsigned" } }, events: [], steps: {}, ctx: { run_id: "x" } }),
        });
      expect((await call({})).status).toBe(401);
      const forged = `t=${Math.round(Date.now() / 1000)}&s=${"0".repeat(64)}`;
      expect((await call({ "x-inngest-signature": forged })).status).toBe(401);
      expect(diary.count("unsigned ran")).toBe(0);
    });

    it("refuses events with a wrong key", async () => {
      const answer = await fetch(`${engine.url}/e/wrong-key`, {
        method: "POST",
        body: JSON.stringify({ name: "checkpointed/simple", data: { key: "wrong" } }),
      });
      expect(answer.status).toBe(401);
      expect(await answer.text()).toContain("Event key not found");
      expect(diary.count("wrong ran")).toBe(0);
    });

    it("accepts the registration of an unchanged app again", async () => {
      expect((await apps.get(id)!.register()).status).toBe(200);
      const k = key();
      await send(id, "simple", { key: k });
      await until("it still runs", () => diary.count(`${k} ran`) === 1);
    });
  });
});
