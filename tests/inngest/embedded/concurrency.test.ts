import { setImmediate as turn } from "node:timers/promises";
import { expect, it } from "vitest";
import { Slots } from "@/inngest/embedded/concurrency";

/** Asks for places and tells which calls have got theirs. */
function callers(slots: Slots) {
  const granted = new Map<string, () => void>();
  return {
    ask: (name: string, ...keys: [string, number][]) =>
      void slots.acquire(keys.map(([key, limit]) => ({ key, limit }))).then((release) => granted.set(name, release)),
    async running() {
      await turn();
      return [...granted.keys()];
    },
    release(name: string) {
      granted.get(name)?.();
      granted.delete(name);
    },
  };
}

it("lets through up to the limit of a key, then in order of arrival", async () => {
  const calls = callers(new Slots());
  for (const name of ["a1", "a2", "a3", "a4"]) calls.ask(name, ["a", 2]);
  expect(await calls.running()).toEqual(["a1", "a2"]);
  calls.release("a2");
  expect(await calls.running()).toEqual(["a1", "a3"]);
  calls.release("a1");
  calls.release("a3");
  expect(await calls.running()).toEqual(["a4"]);
});

it("does not hold back a key behind another", async () => {
  const calls = callers(new Slots());
  for (const name of ["a1", "a2", "a3"]) calls.ask(name, ["a", 1], ["all", 2]);
  calls.ask("b1", ["b", 1], ["all", 2]);
  expect(await calls.running()).toEqual(["a1", "b1"]);
});

it("moves a waiter from one full key to the next", async () => {
  const calls = callers(new Slots());
  calls.ask("a1", ["a", 1], ["all", 2]);
  calls.ask("x", ["x", 9], ["all", 2]);
  calls.ask("a2", ["a", 1], ["all", 2]);
  calls.ask("y", ["y", 9], ["all", 2]);
  expect(await calls.running()).toEqual(["a1", "x"]);
  calls.release("a1");
  expect(await calls.running()).toHaveLength(2);
  calls.release("x");
  expect((await calls.running()).toSorted()).toEqual(["a2", "y"]);
});

it("survives a limit that changed between two calls", async () => {
  const calls = callers(new Slots());
  calls.ask("new", ["a", 5]);
  calls.ask("old", ["a", 1]);
  calls.ask("newer", ["a", 5]);
  expect(await calls.running()).toEqual(["new", "newer"]);
  calls.release("new");
  expect(await calls.running()).toEqual(["newer"]);
  calls.release("newer");
  expect(await calls.running()).toEqual(["old"]);
});
