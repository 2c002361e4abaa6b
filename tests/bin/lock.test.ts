import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:net";
import { afterEach, expect, test } from "vitest";
import { startChild } from "@/bin/child";
import { acquire, type Lock, portsOf } from "@/bin/lock";

const name = () => `test ${randomUUID()}`;
const held: Lock[] = [];
const hold = async (of: string, patience?: number) => {
  const lock = await acquire(of, patience);
  if (lock) held.push(lock);
  return lock !== undefined;
};
const others: Server[] = [];

afterEach(() => {
  for (const lock of held.splice(0)) lock.release();
  for (const other of others.splice(0)) other.close();
});

test("one holder at a time, other names are independent, a released lock can be taken", async () => {
  const [one, other] = [name(), name()];
  expect(await hold(one)).toBe(true);
  expect(await hold(one)).toBe(false);
  expect(await hold(other)).toBe(true);
  held.shift()?.release();
  expect(await hold(one)).toBe(true);
});

test("of many that ask at once exactly one gets it", async () => {
  const one = name();
  const answers = await Promise.all(Array.from({ length: 8 }, () => hold(one)));
  expect(answers.filter(Boolean)).toHaveLength(1);
});

test("it waits for a holder that leaves", async () => {
  const one = name();
  await hold(one);
  const waiting = hold(one, 30_000);
  held.shift()?.release();
  expect(await waiting).toBe(true);
});

test("foreign programs on its ports neither hold nor hide it", async () => {
  const one = name();
  for (const port of portsOf(one).slice(0, 2)) {
    const other = createServer((socket) => socket.end("220 another program\r\n"));
    others.push(other);
    await once(other.listen(port, "127.0.0.1"), "listening");
  }
  expect(await hold(one)).toBe(true);
  expect(await hold(one)).toBe(false);
});

test("a holder killed outright leaves no lock behind", async () => {
  const one = name();
  const child = startChild("tests/fixtures/lock-holder.ts", [one]);
  await once(child, "message");
  expect(await hold(one)).toBe(false);
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
  expect(await hold(one)).toBe(true);
});
