import { randomUUID } from "node:crypto";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createExecutor, type Executor } from "@/inngest/embedded/executor";
import { hashedSigningKey } from "@/inngest/embedded/signature";
import { type App, Diary, newClient, startApp } from "../../conformance/app";
import { newKeys } from "../../conformance/engines";
import { mainFunctions } from "../../conformance/functions";
import { until } from "../../conformance/until";

vi.setConfig({ testTimeout: 60_000 });

const keys = newKeys();
let data: string;
let executor: Executor;
let url: string;
let backoff: number;
let diary: Diary;
const apps: App[] = [];
const bearer = { authorization: `Bearer ${hashedSigningKey(keys.signingKey)}` };

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), "embedded-"));
  diary = new Diary();
  backoff = 100;
  executor = await createExecutor({ ...keys, data, backoff: () => backoff });
  url = `http://127.0.0.1:${await executor.listen(0)}`;
});
afterEach(async () => {
  await Promise.all(apps.splice(0).map((app) => app.stop()));
  await executor.close();
  await rm(data, { recursive: true });
});

async function processOf(functions: (client: ReturnType<typeof newClient>) => Parameters<typeof startApp>[1]) {
  const client = newClient("app", { ...keys, url });
  const app = await startApp(client, functions(client));
  apps.push(app);
  const answer = await app.register();
  return { app, client, answer };
}
const mainApp = () => processOf((client) => mainFunctions(client, diary));
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(url + path, { method: "POST", body: JSON.stringify(body), headers });

describe("the doors", () => {
  it("want the signing key, hashed", async () => {
    for (const path of ["/fn/register", "/v1/checkpoint/x/async"]) {
      expect((await post(path, {})).status).toBe(401);
      expect((await post(path, {}, { authorization: `Bearer ${keys.signingKey}` })).status).toBe(401);
    }
    expect((await fetch(`${url}/v1/runs/x`)).status).toBe(401);
    expect((await fetch(`${url}/health`)).status).toBe(200);
    expect((await fetch(`${url}/v0/anything`)).status).toBe(404);
  });

  it("refuse malformed, reserved and oversized events, all of a request or none", async () => {
    const { client } = await mainApp();
    const events = `/e/${keys.eventKey}`;
    const good = { name: "app/simple", data: { key: "partial" } };
    expect((await post(events, [good, { name: "inngest/function.failed", data: {} }])).status).toBe(400);
    expect((await post(events, [good, { data: {} }])).status).toBe(400);
    expect((await post(events, { name: "app/simple", data: { big: "x".repeat(3 * 2 ** 20) } })).status).toBe(400);
    expect(
      (
        await post(
          events,
          Array.from({ length: 5001 }, () => good),
        )
      ).status,
    ).toBe(400);
    expect((await fetch(url + events, { method: "POST", body: "{" })).status).toBe(400);
    await client.send({ name: "app/simple", data: { key: "after" } });
    await until("the good one ran", () => diary.count("after ran") === 1);
    expect(diary.count("partial ran")).toBe(0);
  });

  it("give a repeated request, known by its seed, the same ids", async () => {
    await mainApp();
    const seed = { "x-inngest-event-id-seed": "1700000000000,AAAAAAAAAAAAAA==" };
    const events = [1, 2].map((n) => ({ name: "app/simple", data: { key: `seeded-${n}` } }));
    const ids = await Promise.all([1, 2, 3].map(async () => (await post(`/e/${keys.eventKey}`, events, seed)).json()));
    expect(ids[1]).toEqual(ids[0]);
    expect(new Set(ids[0].ids).size).toBe(2);
    await until("both ran", () => diary.count("seeded-1 ran") > 0 && diary.count("seeded-2 ran") > 0);
    await delay(300);
    expect([1, 2].map((n) => diary.count(`seeded-${n} ran`))).toEqual([1, 1]);
  });

  it("refuse the registration of an app that needs more than there is, and keep the old one", async () => {
    const { client } = await mainApp();
    const { answer } = await processOf((other) => [
      other.createFunction(
        { id: "simple", triggers: [{ event: "app/simple" }], throttle: { limit: 1, period: "1s" } },
        () => diary.note("throttled"),
      ),
    ]);
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain("app-simple: not supported by the embedded executor: throttle");
    await client.send({ name: "app/simple", data: { key: "kept" } });
    await until("the old one ran", () => diary.count("kept ran") === 1);
    expect(diary.count("throttled")).toBe(0);
  });

  it("show runs, the ended ones for a while", async () => {
    const { client } = await mainApp();
    const { ids } = await client.send({ name: "app/simple", data: { key: "shown" } });
    const runs = async () => (await (await fetch(`${url}/v1/events/${ids[0]}/runs`, { headers: bearer })).json()).data;
    await until("it completed", async () => (await runs())[0]?.status === "Completed");
    const [{ run_id }] = await runs();
    const run = await (await fetch(`${url}/v1/runs/${run_id}`, { headers: bearer })).json();
    expect(run.data).toMatchObject({ function_id: "app-simple", status: "Completed", output: { fine: true } });
    await client.send(Array.from({ length: 220 }, (_, n) => ({ name: "app/simple", data: { key: `more-${n}` } })));
    await until("it is forgotten", async () => (await runs()).length === 0);
  });
});

describe("several processes of one app", () => {
  it("share the calls; when one dies the other takes them all", async () => {
    const [first, second] = [await mainApp(), await mainApp()];
    const send = (name: string) =>
      first.client.send(Array.from({ length: 20 }, (_, n) => ({ name: "app/simple", data: { key: `${name}-${n}` } })));
    const ran = (name: string) => Array.from({ length: 20 }, (_, n) => diary.count(`${name}-${n} ran`));
    const allOnce = Array.from({ length: 20 }, () => 1);

    const { ids } = await send("both");
    const statusOf = async (id: string) =>
      (await (await fetch(`${url}/v1/events/${id}/runs`, { headers: bearer })).json()).data[0]?.status;
    // Not only ran: a run that its process did not quite end is rightly run again.
    await until("all completed", async () =>
      (await Promise.all(ids.map(statusOf))).every((one) => one === "Completed"),
    );
    expect(first.app.calls("app-simple")).toBeGreaterThan(0);
    expect(second.app.calls("app-simple")).toBeGreaterThan(0);

    await first.app.stop();
    const before = second.app.calls("app-simple");
    await send("one");
    await until("all ran", () => ran("one").every((count) => count > 0));
    // A run that the first process had not quite ended comes to the second one too.
    expect(second.app.calls("app-simple")).toBeGreaterThanOrEqual(before + 20);
    expect([ran("both"), ran("one")]).toEqual([allOnce, allOnce]);
  });
});

describe("what goes wrong in a call", () => {
  it("spends attempts on calls that break, and the run gets through", async () => {
    const attempts: number[] = [];
    const { client } = await processOf((c) => [
      c.createFunction({ id: "breaks", triggers: [{ event: "app/breaks" }] }, async ({ attempt, step }) => {
        await step.run("breaks", async () => {
          attempts.push(attempt);
          if (attempts.length === 3) return;
          apps[0]!.dropConnections();
          await new Promise(() => {});
        });
        diary.note("done");
      }),
    ]);
    await client.send({ name: "app/breaks", data: {} });
    await until("it got through", () => diary.count("done") > 0);
    expect(attempts).toEqual([0, 1, 2]);
  });

  it("stops a call that nobody waits for, but keeps the step it executed", async () => {
    backoff = 2000;
    let release = () => {};
    const { app, client } = await processOf((c) => [
      c.createFunction({ id: "stale", triggers: [{ event: "app/stale" }] }, async ({ step, attempt }) => {
        await step.run("slow", async () => {
          diary.note("slow");
          await new Promise<void>((done) => {
            release = done;
          });
        });
        await step.run("next", () => diary.note("next", attempt));
      }),
    ]);
    await client.send({ name: "app/stale", data: {} });
    await until("it is in the step", () => diary.count("slow") === 1);
    app.dropConnections();
    await delay(200);
    release();
    await until("it was called again and ended", () => diary.count("next") > 0);
    await delay(300);
    expect(diary.count("slow")).toBe(1);
    expect(diary.values("next")).toEqual([1]);
  });

  it("fails a run whose step returns more than 4 MiB, as the real server", async () => {
    const { client } = await processOf((c) => [
      c.createFunction(
        {
          id: "fat",
          triggers: [{ event: "app/fat" }],
          onFailure: ({ error }: { error: Error }) => diary.note("failed", error.message),
        },
        async ({ step }) => {
          await step.run("fat", () => "x".repeat(5 * 2 ** 20));
          await step.run("next", () => diary.note("next"));
        },
      ),
    ]);
    await client.send({ name: "app/fat", data: {} });
    await until("it failed", () => diary.count("failed") === 1);
    expect(diary.values("failed")).toEqual(["step output size is greater than the limit"]);
  });

  it("fails a run that uses what it does not support", async () => {
    const { client } = await processOf((c) => [
      c.createFunction(
        {
          id: "waits",
          triggers: [{ event: "app/waits" }],
          onFailure: ({ error }: { error: Error }) => diary.note("failed", error.message),
        },
        async ({ step }) => void (await step.waitForEvent("w", { event: "app/other", timeout: "1h" })),
      ),
    ]);
    await client.send({ name: "app/waits", data: {} });
    await until("it failed", () => diary.count("failed") === 1);
    expect(diary.values("failed")).toEqual(["operation WaitForEvent is not supported by the embedded executor"]);
  });
});

describe("its files", () => {
  it("are for its owner alone and hold what was registered", async () => {
    await mainApp();
    for (const file of ["inbox.jsonl", "registry.json"]) {
      expect((await stat(join(data, file))).mode & 0o777).toBe(0o600);
    }
    const { apps: saved } = JSON.parse(await readFile(join(data, "registry.json"), "utf8"));
    expect(saved).toMatchObject([{ id: "app", urls: [apps[0]!.url] }]);
  });

  it("do not stop it from starting when they are damaged", async () => {
    await executor.close();
    await writeFile(join(data, "registry.json"), "{ not json");
    const event = { id: randomUUID(), name: "app/simple", data: { key: "whole" }, ts: 1 };
    await writeFile(join(data, "inbox.jsonl"), `{"number":1,"ev\n${JSON.stringify({ number: 2, event })}\n{"number":3`);
    executor = await createExecutor({ ...keys, data });
    url = `http://127.0.0.1:${await executor.listen(0)}`;
    const { client } = await mainApp();
    await client.send({ name: "app/simple", data: { key: "new" } });
    await until("it works", () => diary.count("new ran") === 1);
  });
});
