import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type FlowState, flowStates } from "@/db/states";
import { can, type FlowEvent, type RowsOfFlow, settled, sources, transition } from "@/lib/flows/state";

const no = null;

/** By hand from product.md §1: where each event leads from Inattivo, Attivo, In invio, Inviato, Invio incompleto. */
const expected: Record<FlowEvent, (FlowState | null)[]> = {
  activate: ["active", no, no, no, no],
  deactivate: [no, "inactive", no, no, no],
  edit: ["inactive", "inactive", no, no, no],
  import: ["inactive", "inactive", no, no, no],
  replace: ["inactive", no, no, no, no],
  disable: ["inactive", "active", no, "sent", "incomplete"],
  schedule: ["active", "active", no, no, no],
  unschedule: [no, "active", no, no, no],
  request: ["active", "active", no, no, no],
  approve: [no, "active", no, no, no],
  reach: ["inactive", "active", no, no, "incomplete"],
  send: ["sending", "sending", no, no, no],
  stop: [no, no, "incomplete", no, no],
  resume: [no, no, no, no, "sending"],
  retry: [no, no, no, no, "sending"],
  decide: [no, no, no, no, "incomplete"],
  correct: [no, no, no, no, "incomplete"],
  verify: [no, no, no, "sent", "incomplete"],
};
const events = Object.keys(expected) as FlowEvent[];
const states = fc.constantFrom(...flowStates);

describe.each(events)("%s", (event) => {
  it("leads where the manual says, from each state", () => {
    expect(flowStates.map((state) => transition(state, event))).toEqual(expected[event]);
  });

  it("is offered and written in the same states", () => {
    expect(sources(event)).toEqual(flowStates.filter((_, i) => expected[event][i] !== null));
    for (const state of flowStates) expect(can(state, event)).toBe(sources(event).includes(state));
  });
});

describe("any sequence of events", () => {
  it("stays among the states, and enters In invio only by a decision to send", () => {
    fc.assert(
      fc.property(states, fc.array(fc.constantFrom(...events), { maxLength: 30 }), (first, walk) => {
        let state = first;
        for (const event of walk) {
          const next = transition(state, event);
          if (next === null) continue;
          expect(flowStates).toContain(next);
          if (next === "sending") expect(["send", "resume", "retry"]).toContain(event);
          // What is on its way is touched by nothing but a stop.
          if (state === "sending") expect(event).toBe("stop");
          // What was sent is never prepared anew.
          if (state === "sent" || state === "incomplete") expect(["inactive", "active"]).not.toContain(next);
          state = next;
        }
      }),
    );
  });
});

const truths = [true, false];
const allRows: RowsOfFlow[] = truths.flatMap((open) =>
  truths.flatMap((negative) => truths.map((sent) => ({ open, negative, sent }))),
);

describe("settled", () => {
  /** By hand: what a flow that is In invio, or has ended, comes to with these rows. */
  it.each<[RowsOfFlow, FlowState, FlowState]>([
    [{ open: true, negative: true, sent: true }, "sending", "incomplete"],
    [{ open: true, negative: true, sent: false }, "sending", "incomplete"],
    [{ open: true, negative: false, sent: true }, "sending", "incomplete"],
    [{ open: true, negative: false, sent: false }, "sending", "incomplete"],
    [{ open: false, negative: true, sent: true }, "incomplete", "incomplete"],
    [{ open: false, negative: true, sent: false }, "incomplete", "incomplete"],
    [{ open: false, negative: false, sent: true }, "sent", "sent"],
    [{ open: false, negative: false, sent: false }, "incomplete", "incomplete"],
  ])("%o: In invio becomes %s, an ended flow %s", (rows, sending, ended) => {
    expect(settled("sending", rows)).toBe(sending);
    expect(settled("sent", rows)).toBe(ended);
    expect(settled("incomplete", rows)).toBe(ended);
    for (const state of ["inactive", "active"] as const) expect(settled(state, rows)).toBe(state);
  });

  it("says the same when it is asked again, and is Inviato only when every row is", () => {
    for (const state of flowStates) {
      for (const rows of allRows) {
        const now = settled(state, rows);
        expect(settled(now, rows)).toBe(now);
        if (now === "sent") expect(rows).toEqual({ open: false, negative: false, sent: true });
        if (now === "sending") expect([state, rows.open]).toEqual(["sending", true]);
      }
    }
  });

  it("leaves no flow In invio whatever happens to its rows, once none is open", () => {
    const histories = fc.array(fc.constantFrom(...allRows), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(histories, (history) => {
        const end = history.reduce<FlowState>((state, rows) => settled(state, rows), "sending");
        const everClosed = history.some(({ open }) => !open);
        expect(end === "sending").toBe(!everClosed);
      }),
    );
  });
});
