import { type ChildProcess, fork, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { content, key, person } from "./running-sandbox";

const main = "lib/appio/sandbox/main.ts";
const execArgv = ["--import", "tsx"];

async function start(...args: string[]) {
  const child = fork(main, args, { execArgv, stdio: "ignore" });
  onTestFinished(() => void child.kill("SIGKILL"));
  const [message] = await once(child, "message");
  const { ready, port } = message as { ready: boolean; port: number };
  expect(ready).toBe(true);
  return { child, api: `http://127.0.0.1:${port}/api/v1` };
}
const exitOf = async (child: ChildProcess) => {
  const [code] = await once(child, "exit");
  return code;
};
const headers = { "ocp-apim-subscription-key": key };

it("tells its parent the port, takes its flags, and ends when the parent disconnects", async () => {
  const { child, api } = await start("--port", "0", "--limit", "250", "--processed-after-ms", "0");
  const sent = await fetch(`${api}/messages`, {
    method: "POST",
    headers,
    body: JSON.stringify({ fiscal_code: "RGGMRT95B47Z999J", content }),
  });
  expect(sent.headers.get("x-rate-limit-remaining")).toBe("249");
  const { id } = (await sent.json()) as { id: string };
  const read = await fetch(`${api}/messages/RGGMRT95B47Z999J/${id}`, { headers });
  expect(await read.json()).toHaveProperty("status", "PROCESSED");
  const exit = exitOf(child);
  child.disconnect();
  expect(await exit).toBe(0);
}, 60_000);

it("keeps its messages over SIGTERM", async () => {
  const folder = mkdtempSync(join(tmpdir(), "flussio-sandbox-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const args = ["--limit", "none", "--state-file", join(folder, "state.txt")];
  const before = await start(...args);
  const body = JSON.stringify({ fiscal_code: person, content });
  const sent = await fetch(`${before.api}/messages`, { method: "POST", headers, body });
  const { id } = (await sent.json()) as { id: string };
  const exit = exitOf(before.child);
  before.child.kill("SIGTERM");
  expect(await exit).toBe(0);

  const after = await start(...args);
  const read = await fetch(`${after.api}/messages/${person}/${id}`, { headers });
  expect(read.status).toBe(200);
}, 60_000);

it("explains a flag that it does not understand", async () => {
  const child = spawn(process.execPath, [...execArgv, main, "--limit", "200"], { stdio: ["ignore", "ignore", "pipe"] });
  let words = "";
  child.stderr.on("data", (chunk) => {
    words += chunk;
  });
  expect(await exitOf(child)).toBe(2);
  expect(words).toContain("limit");
}, 60_000);
