import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { flowStates, type NotificationState, notificationStates } from "@/db/states";
import {
  can,
  codeOf,
  type NotificationEvent,
  rowsEditableIn,
  rowsSendableIn,
  sources,
  transition,
} from "@/lib/notifications/state";

const no = null;

/** By hand from product.md §1: from Registrato, In Trasmissione, Inviato, Errore, Utente non abilitato alla ricezione. */
const expected: Record<NotificationEvent, (NotificationState | null)[]> = {
  claim: ["transmitting", no, no, no, no],
  edit: ["registered", no, no, "error", "unreachable"],
  disable: ["registered", no, "sent", "error", "unreachable"],
  reregister: [no, no, no, "registered", "registered"],
  verify: [no, no, "sent", no, no],
};
const events = Object.keys(expected) as NotificationEvent[];

describe.each(events)("%s", (event) => {
  it("leads where the manual says, from each state", () => {
    expect(notificationStates.map((state) => transition(state, event))).toEqual(expected[event]);
  });

  it("is offered and written in the same states", () => {
    expect(sources(event)).toEqual(notificationStates.filter((_, i) => expected[event][i] !== null));
    for (const state of notificationStates) expect(can(state, event)).toBe(sources(event).includes(state));
  });
});

describe("the states of a notification", () => {
  it("have the codes of the manual", () => {
    expect(notificationStates.map(codeOf)).toEqual([0, 1, 2, 3, 4]);
    expect(codeOf("registered")).toBe(0);
    expect(codeOf("unreachable")).toBe(4);
  });

  it("no person takes a notification out of In Trasmissione, nor brings back what was sent", () => {
    fc.assert(
      fc.property(
        fc.constantFrom<NotificationState>("transmitting", "sent"),
        fc.array(fc.constantFrom(...events), { maxLength: 20 }),
        (state, walk) => {
          expect(walk.reduce((now, event) => transition(now, event) ?? now, state)).toBe(state);
        },
      ),
    );
  });

  it("rows of a flow are sent one by one only when it has ended, and touched never while it is In invio", () => {
    expect(rowsSendableIn).toEqual(["incomplete"]);
    expect(flowStates.filter((state) => !rowsEditableIn.includes(state))).toEqual(["sending", "sent"]);
  });
});

describe("what makes a notification Registrato again, and so sent again", () => {
  const files = execFileSync(
    "git",
    ["ls-files", "--cached", "--others", "--exclude-standard", "app", "lib", "inngest"],
    {
      encoding: "utf8",
    },
  )
    .split("\n")
    .filter((file) => /\.tsx?$/.test(file));
  const where = (pattern: RegExp) => files.filter((file) => pattern.test(readFileSync(file, "utf8"))).sort();

  it("is the lens, the retry of a flow, and a decision on an uncertain one", () => {
    expect(where(/\bregisteredAnew\b/)).toEqual([
      "lib/flows/retry.ts",
      "lib/notifications/decide.ts",
      "lib/notifications/reregister.ts",
    ]);
  });

  it("besides, only a claim that surely sent nothing gives it back", () => {
    // Release and recovery look at the mark; a settlement is on the claim (settle.db.test.ts).
    expect(where(/set\s+state = 'registered'|\.set\(\{[^}]*state: "registered"/)).toEqual([
      "lib/sending/claim.ts",
      "lib/sending/recover.ts",
    ]);
  });
});
