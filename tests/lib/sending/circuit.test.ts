import { describe, expect, it } from "vitest";
import type { SendOutcome } from "@/lib/appio/outcome";
import { Circuit } from "@/lib/sending/circuit";

const lost: SendOutcome = { kind: "lost", left: "unknown", title: "500" };
const forbidden: SendOutcome = { kind: "refused", left: "no", reason: "recipient-forbidden", title: "403" };
const accepted: SendOutcome = { kind: "accepted", left: "yes", deliveryId: "1", title: "201" };

const first = (circuit: Circuit, outcomes: SendOutcome[]) =>
  outcomes.findIndex((outcome) => circuit.observe("send", outcome) !== null);

describe("Circuit", () => {
  it("stops at once on a fault of configuration", () => {
    expect(new Circuit(null).observe("profile", { kind: "stop", stop: "key-refused", title: "401" })).toEqual({
      stop: "key-refused",
      title: "401",
    });
  });

  it("stops at the tenth failure in a row, and forgets them at a good answer of the same call", () => {
    expect(first(new Circuit(null), Array(20).fill(lost))).toBe(9);
    expect(
      first(
        new Circuit(null),
        Array(40)
          .fill([...Array(9).fill(lost), accepted])
          .flat(),
      ),
    ).toBe(-1);
    const circuit = new Circuit(null);
    for (let i = 0; i < 9; i++) {
      circuit.observe("send", lost);
      circuit.observe("profile", { kind: "allowed", title: "200" });
    }
    expect(circuit.observe("send", lost)).toMatchObject({ stop: "platform-down" });
  });

  it("stops when the first ten are refused for their recipient, not when some got through", () => {
    expect(first(new Circuit(null), Array(20).fill(forbidden))).toBe(9);
    expect(first(new Circuit(null), [accepted, ...Array(20).fill(forbidden)])).toBe(-1);
  });

  it("goes on counting where the last checkpoint stopped", () => {
    const before = new Circuit(null);
    for (let i = 0; i < 9; i++) before.observe("send", lost);
    expect(new Circuit(before.count).observe("send", lost)).toMatchObject({ stop: "platform-down" });
  });

  it("does not stop for a 429", () => {
    expect(first(new Circuit(null), Array(50).fill({ kind: "throttled", seconds: 1 }))).toBe(-1);
  });
});
