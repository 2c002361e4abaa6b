import { performance } from "node:perf_hooks";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Db, Sql } from "@/db/client";
import type { AppIo } from "@/lib/appio/client";
import type { Answer } from "@/lib/appio/outcome";
import { testFiscalCode } from "@/lib/fiscal-code";
import { Circuit } from "@/lib/sending/circuit";
import { Line, lanesOf } from "@/lib/sending/line";
import type { BudgetUse } from "@/lib/services/budget-use";
import { sealKey } from "@/lib/services/key";
import { allowed, answerClasses, answersOf, backend, created } from "../appio/answers";
import { message } from "../appio/wire";

/** What happened, in order. */
let story: string[];
const outside = vi.hoisted(() => ({
  take: (_signal: AbortSignal, _part?: string): Promise<boolean> => Promise.resolve(true),
  heed: (_answer: unknown) => {},
  nap: (_ms: number, _signal: AbortSignal): Promise<void> => Promise.resolve(),
}));
vi.mock("@/lib/appio/slots", () => ({
  slotsOf: () => ({
    take: (signal: AbortSignal, part?: string) => outside.take(signal, part),
    heed: (one: unknown) => outside.heed(one),
  }),
}));
vi.mock("node:timers/promises", () => ({
  setTimeout: (ms: number, _: unknown, { signal }: { signal: AbortSignal }) => outside.nap(ms, signal),
}));

beforeEach(() => {
  story = [];
  outside.take = async (signal, part) => {
    if (signal.aborted) return false;
    story.push(part === "ending" ? "ending slot" : "slot");
    return true;
  };
  outside.heed = () => void story.push("heed");
  outside.nap = async () => {};
});

const going = new AbortController().signal;
const sealingKey = Buffer.alloc(32, 7).toString("base64");

/** A line whose platform answers these, the last one for ever; and so about the person whom only tests ask for. */
function lineWith(answers: Answer[], aboutNobody: Answer = answersOf["not-found"][0]) {
  const onFault = vi.fn();
  const next = async (call: string, key: string) => {
    story.push(call);
    expect(key).toBe("chiave");
    return (answers.length > 1 ? answers.shift() : answers[0])!;
  };
  const appio: AppIo = {
    async profile(key, fiscalCode) {
      if (fiscalCode !== testFiscalCode) return next("profile", key);
      story.push("probe");
      return aboutNobody;
    },
    submit: (key) => next("POST", key),
    message: (key) => next("status", key),
    close: async () => {},
  };
  const engine = { appio, sealingKey, sql: {} as Sql, db: {} as Db };
  const sender = { sealedKey: sealKey("chiave", sealingKey), budgetId: "budget" };
  return { line: new Line(engine, sender, "bulk", new Circuit(null), onFault), onFault };
}
const marked = async () => {
  story.push("mark");
  return true;
};

describe("the POST", () => {
  it("leaves behind its slot and its mark, in this order", async () => {
    await lineWith([created]).line.submit(message, going, marked);
    expect(story).toEqual(["ending slot", "mark", "POST", "heed"]);
  });

  it.each(answerClasses)("is never made again by itself: %s", async (name) => {
    for (const answer of answersOf[name]) {
      story = [];
      const posted = await lineWith([answer]).line.submit(message, going, marked);
      expect(posted?.answer).toBe(answer);
      expect(story.filter((what) => what === "POST")).toHaveLength(1);
    }
  });

  it.each<[string, () => Promise<boolean>]>([
    ["does not hold", async () => false],
    ["is not known to be written", () => Promise.reject(new Error("connection lost"))],
  ])("does not leave when its mark %s", async (_, mark) => {
    expect(await lineWith([created]).line.submit(message, going, mark)).toBe(null);
    expect(story).toEqual(["ending slot"]);
  });

  it("is not marked when its slot never comes", async () => {
    expect(await lineWith([created]).line.submit(message, AbortSignal.abort(), marked)).toBe(null);
    expect(story).toEqual([]);
  });

  it.each<[number, string[]]>([
    [250, ["ending slot", "mark", "POST", "heed"]],
    // Its slot has passed: it takes another.
    [300, ["ending slot", "mark", "ending slot", "POST", "heed"]],
    // Its claim may run out before the POST ends.
    [20_001, ["ending slot", "mark", "ending slot"]],
  ])("whose mark took %s ms: %s", async (ms, expected) => {
    const clock = vi.spyOn(performance, "now").mockReturnValue(1000);
    const mark = async () => {
      clock.mockReturnValue(1000 + ms);
      return marked();
    };
    const posted = await lineWith([created]).line.submit(message, going, mark);
    clock.mockRestore();
    expect(story).toEqual(expected);
    expect(posted !== null).toBe(expected.includes("POST"));
  });

  it("that is marked too late for its slot does not leave when the flow was stopped meanwhile", async () => {
    const clock = vi.spyOn(performance, "now").mockReturnValue(1000);
    const halt = new AbortController();
    const mark = async () => {
      clock.mockReturnValue(2000);
      halt.abort();
      return true;
    };
    expect(await lineWith([created]).line.submit(message, halt.signal, mark)).toBe(null);
    clock.mockRestore();
  });

  it("leaves once it is marked, even when the flow is stopped meanwhile", async () => {
    const halt = new AbortController();
    const mark = async () => {
      halt.abort();
      return true;
    };
    expect((await lineWith([created]).line.submit(message, halt.signal, mark))?.outcome.kind).toBe("accepted");
  });
});

/** Classes after which the profile is asked again, at most twice. */
const unclear = answerClasses.filter((name) =>
  [
    ...["unconnected", "unknown-host", "tls", "connect-timeout", "timeout", "reset"],
    ...["malformed", "server-fault", "other-refusal"],
  ].includes(name),
);

describe("the profile check", () => {
  const profile = (answers: Answer[], signal = going, aboutNobody?: Answer) =>
    lineWith(answers, aboutNobody).line.profile(message.fiscal_code, signal);
  const asked = () => story.filter((what) => what === "profile").length;

  it.each(unclear)("is repeated after %s, each time at a slot of its own", async (name) => {
    const [unanswered] = answersOf[name];
    expect((await profile([unanswered, unanswered, allowed]))?.outcome.kind).toBe("allowed");
    expect(story).toEqual(["slot", "profile", "heed", "slot", "profile", "heed", "slot", "profile", "heed"]);
  });

  it.each(unclear)(
    "gives up on the person after %s, when others are answered before and after the last try",
    async (name) => {
      for (const aboutNobody of [answersOf["not-found"][0], allowed, answersOf["recipient-forbidden"][0]]) {
        story = [];
        const checked = await profile([answersOf[name][0]], going, aboutNobody);
        expect(checked?.outcome.kind).toBe("unavailable");
        expect([asked(), story.filter((what) => what === "probe").length]).toEqual([4, 2]);
      }
    },
  );

  it("does not blame the person when an outage was all that there was", async () => {
    const [down] = answersOf["server-fault"];
    expect((await profile([down, down, down, allowed], going, allowed))?.outcome.kind).toBe("allowed");
  });

  it.each(unclear)("does not blame the person when nobody is answered: %s", async (name) => {
    expect(await profile([answersOf[name][0]], going, answersOf[name][0])).toBe(null);
  });

  it.each(answerClasses.filter((name) => !unclear.includes(name) && name !== "throttled"))(
    "is not repeated after %s",
    async (name) => {
      expect(await profile([answersOf[name][0]])).not.toBe(null);
      expect(story).toEqual(["slot", "profile", "heed"]);
    },
  );

  it("is asked again after a 429 as often as it takes, and as long as the flow goes on", async () => {
    const [throttled] = answersOf.throttled;
    expect((await profile([...Array(20).fill(throttled), allowed]))?.outcome.kind).toBe("allowed");
    expect(asked()).toBe(21);

    const halt = new AbortController();
    const take = outside.take;
    outside.take = (signal) => {
      if (asked() === 30) halt.abort();
      return take(signal);
    };
    expect(await profile([throttled], halt.signal)).toBe(null);
  });

  it("waits longer the second time, and never the same", async () => {
    const naps: number[] = [];
    outside.nap = async (ms) => void naps.push(ms);
    for (let i = 0; i < 50; i++) await profile([answersOf.reset[0]]);
    const [first, second] = [0, 1].map((which) => naps.filter((_, i) => i % 2 === which));
    expect(naps).toHaveLength(100);
    expect(Math.min(...second!)).toBeGreaterThanOrEqual(1.5 * Math.min(...first!));
    for (const group of [first!, second!]) expect(new Set(group).size).toBeGreaterThan(40);
    expect(Math.max(...naps)).toBeLessThan(5_000);
  });

  it("ends without an answer when the flow stops between two tries", async () => {
    const halt = new AbortController();
    outside.nap = async () => halt.abort();
    expect(await profile([answersOf.reset[0]], halt.signal)).toBe(null);
    expect(asked()).toBe(1);
  });
});

describe("the probe of the profile check", () => {
  const [unanswered] = answersOf.reset;

  it("that a stop of the flow prevents says nothing of the person", async () => {
    const halt = new AbortController();
    const take = outside.take;
    outside.take = (signal) => {
      if (story.filter((what) => what === "profile").length === 3) halt.abort();
      return take(signal);
    };
    expect(await lineWith([unanswered]).line.profile(message.fiscal_code, halt.signal)).toBe(null);
  });

  it.each(["key-refused", "forbidden", "wrong-path", "redirect"] as const)(
    "that finds a fault of configuration says nothing of the person: %s",
    async (name) => {
      const { line, onFault } = lineWith([unanswered], answersOf[name][0]);
      expect(await line.profile(message.fiscal_code, going)).toBe(null);
      expect(onFault).toHaveBeenCalledTimes(1);
    },
  );
});

describe("every answer", () => {
  it("is heard by the circuit, which may stop the flow", async () => {
    const { line, onFault } = lineWith([backend(401, "x")]);
    await line.profile(message.fiscal_code, going);
    expect(onFault.mock.calls).toEqual([[{ stop: "key-refused", title: "401 x" }]]);
    await line.submit(message, going, marked);
    expect(onFault).toHaveBeenCalledTimes(2);
  });

  it("of ten POSTs that nobody answers is a fault of the platform", async () => {
    const { line, onFault } = lineWith([answersOf.reset[0]]);
    for (let i = 0; i < 9; i++) await line.submit(message, going, marked);
    expect(onFault).not.toHaveBeenCalled();
    await line.submit(message, going, marked);
    expect(onFault.mock.calls).toEqual([[{ stop: "platform-down", title: "ECONNRESET" }]]);
  });
});

describe("persons who are not answered", () => {
  const [unanswered] = answersOf.reset;

  it("are ten in a row before the platform is said to be down, however often each was asked", async () => {
    const { line, onFault } = lineWith([unanswered], unanswered);
    for (let person = 1; person < 10; person++) await line.profile(message.fiscal_code, going);
    expect(onFault).not.toHaveBeenCalled();
    await line.profile(message.fiscal_code, going);
    expect(onFault.mock.calls).toEqual([[{ stop: "platform-down", title: "ECONNRESET" }]]);
  });

  it("say nothing of the platform while others are answered", async () => {
    const { line, onFault } = lineWith([unanswered], answersOf["not-found"][0]);
    for (let person = 0; person < 30; person++) await line.profile(message.fiscal_code, going);
    expect(onFault).not.toHaveBeenCalled();
  });
});

it("does not begin with a key that does not open", () => {
  const sender = { sealedKey: sealKey("chiave", sealingKey), budgetId: "budget" };
  const engine = {
    sql: {} as Sql,
    db: {} as Db,
    appio: {} as never,
    sealingKey: Buffer.alloc(32, 8).toString("base64"),
  };
  expect(() => new Line(engine, sender, "bulk", new Circuit(null), () => {})).toThrow();
});

describe("lanesOf", () => {
  const lanes = (callsPerSecond: number | null, sends: number) => lanesOf({ callsPerSecond, sends } as BudgetUse);

  it("is enough for two seconds of latency at the pace of now, divided among the sends", () => {
    expect(lanes(24, 1)).toBe(48);
    expect(lanes(24, 4)).toBe(12);
    expect(lanes(24, 0)).toBe(48);
    // Never none, and not without end.
    expect(lanes(24, 1000)).toBe(1);
    expect(lanes(0.3, 1)).toBe(1);
    expect(lanes(1_000_000, 1)).toBe(lanes(null, 1));
    // Without a pace as many whatever the sends.
    expect(lanes(null, 50)).toBe(lanes(null, 1));
  });
});
