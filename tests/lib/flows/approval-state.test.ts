import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type ApprovalFacts,
  type ApprovalState,
  approvalState,
  beginsSend,
  isAwaiting,
  lacksApproval,
  needsApproval,
  whyNotApprover,
} from "@/lib/flows/approval-state";

const at = new Date("2026-11-23T10:00:00Z");
const facts = (requested: boolean, given: boolean, refused: boolean, approvalCount: number | null): ApprovalFacts => ({
  approvalRequestedAt: requested ? at : null,
  approvedAt: given ? at : null,
  approvalRefusedAt: refused ? at : null,
  approvalCount,
});

/** By hand: asked for, given, refused; and what that makes of it. */
const table: [requested: boolean, given: boolean, refused: boolean, ApprovalState][] = [
  [false, false, false, "none"],
  [true, false, false, "requested"],
  [true, true, false, "given"],
  [true, false, true, "refused"],
  // An edit after a refusal takes the request away, and the refusal stays.
  [false, false, true, "refused"],
  [false, true, false, "none"],
  [true, true, true, "refused"],
  [false, true, true, "refused"],
];

describe("approvalState", () => {
  it.each(table)("asked %s, given %s, refused %s: %s", (requested, given, refused, state) => {
    const one = facts(requested, given, refused, 10);
    expect(approvalState(one)).toBe(state);
    expect(isAwaiting(one)).toBe(state === "requested");
  });
});

describe("what a send asks for", () => {
  it("is a second person above the threshold, and nobody without one", () => {
    expect([9, 10, 11].map((count) => needsApproval(10, count))).toEqual([false, false, true]);
    expect([0, 1, 1_000_000].map((count) => needsApproval(null, count))).toEqual([false, false, false]);
    expect(needsApproval(0, 1)).toBe(true);
  });

  it("lacks, above the threshold, unless it was given for no fewer rows", () => {
    for (const [requested, given, refused, state] of table) {
      for (const approved of [null, 10, 11, 12]) {
        for (const threshold of [null, 10, 11, 20]) {
          const missing = lacksApproval(facts(requested, given, refused, approved), { threshold, count: 11 });
          const wanted = threshold === 10 && !(state === "given" && approved !== null && approved >= 11);
          expect({ state, approved, threshold, missing }).toEqual({ state, approved, threshold, missing: wanted });
        }
      }
    }
  });

  it("never lacks anything at or below the threshold, whatever was decided", () => {
    fc.assert(
      fc.property(fc.boolean(), fc.boolean(), fc.boolean(), fc.nat(), fc.nat(), (a, b, c, count, more) => {
        expect(lacksApproval(facts(a, b, c, null), { threshold: count + more, count })).toBe(false);
      }),
    );
  });

  it("is asked of what begins, not of what goes on", () => {
    expect((["send", "schedule", "approve"] as const).map(beginsSend)).toEqual([true, true, true]);
    expect((["resume", "retry"] as const).map(beginsSend)).toEqual([false, false]);
  });
});

describe("whyNotApprover", () => {
  it("keeps out who lacks the permission, and whose work it is", () => {
    const authors = new Set(["anna", "bruno"]);
    expect(whyNotApprover({ name: "carla", permitted: true }, authors)).toBeNull();
    expect(whyNotApprover({ name: "anna", permitted: true }, authors)).toBe("author");
    expect(whyNotApprover({ name: "carla", permitted: false }, authors)).toBe("not-allowed");
    expect(whyNotApprover({ name: "anna", permitted: false }, authors)).toBe("not-allowed");
  });
});
