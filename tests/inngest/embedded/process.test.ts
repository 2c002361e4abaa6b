import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { type App, Diary, newClient, startApp } from "../../conformance/app";
import { end, freePorts, newKeys, startEmbedded } from "../../conformance/engines";
import { mainFunctions } from "../../conformance/functions";
import { until } from "../../conformance/until";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 30_000 });

const keys = newKeys();
let data: string;
let port: number;
let child: ChildProcess;
let app: App;
let diary: Diary;
let client: ReturnType<typeof newClient>;

const start = async () => ({ child } = await startEmbedded(keys, data, port));
const serveApp = async (at = 0) => (app = await startApp(client, mainFunctions(client, diary), at));
const key = (n: number) => `k${n}`;
const simple = (n: number) => ({ name: "app/simple", data: { key: key(n) } });

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), "embedded-"));
  [port = 0] = await freePorts(1);
  diary = new Diary();
  client = newClient("app", { ...keys, url: `http://127.0.0.1:${port}` });
  await start();
  await serveApp();
  expect((await app.register()).status).toBe(200);
});
afterEach(async () => {
  await end(child);
  await app.stop();
  await rm(data, { recursive: true });
});

it("runs after a kill -9 what it had accepted while the app was down", async () => {
  await app.stop();
  await client.send(Array.from({ length: 50 }, (_, n) => simple(n)));
  await end(child, "SIGKILL");
  await start();
  // The app does not register again: its functions and its address are in the executor's file.
  await serveApp(app.port);
  const counts = () => Array.from({ length: 50 }, (_, n) => diary.count(`${key(n)} ran`));
  await until("all ran", () => counts().every((count) => count > 0));
  expect(counts()).toEqual(Array.from({ length: 50 }, () => 1));
});

it("loses no acknowledged event when it is killed under load", async () => {
  const acknowledged: number[] = [];
  const senders = Array.from({ length: 20 }, async (_, sender) => {
    for (let n = sender; n < 2000; n += 20) {
      const body = JSON.stringify(simple(n));
      const answer = await fetch(`http://127.0.0.1:${port}/e/${keys.eventKey}`, { method: "POST", body });
      if (answer.ok) acknowledged.push(n);
    }
  });
  const sending = Promise.allSettled(senders);
  await until("some are accepted", () => acknowledged.length > 200);
  await end(child, "SIGKILL");
  expect((await sending).some(({ status }) => status === "rejected")).toBe(true);
  await start();
  await until("every acknowledged event ran", () => acknowledged.every((n) => diary.count(`${key(n)} ran`) > 0));
});

it("does not repeat after a restart what had begun, and keeps nothing of it", async () => {
  await client.send(simple(1));
  const inbox = () => readFile(join(data, "inbox.jsonl"), "utf8");
  await until("it ran and left the inbox", async () => (await inbox()).includes(`{"done":`));
  await end(child, "SIGKILL");
  await start();
  expect(await inbox()).toBe("");
  await client.send(simple(2));
  await until("the next ran", () => diary.count("k2 ran") === 1);
  await delay(500);
  expect(diary.count("k1 ran")).toBe(1);
});

it("stops with its launcher, and on SIGTERM", async () => {
  const exited = once(child, "exit");
  child.disconnect();
  expect((await exited)[0]).toBe(0);
  await start();
  await end(child);
  expect(child.exitCode).toBe(0);
});
