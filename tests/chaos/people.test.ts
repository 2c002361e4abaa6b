import { describe, expect, it } from "vitest";
import { faultsInput } from "@/lib/appio/sandbox/faults";
import { kinds, recipients, rulesFor } from "./people";

describe("the recipients", () => {
  const people = recipients(20_000, 3, 0);

  it("are all different, also from those of the next flow", () => {
    const codes = [...people, ...recipients(1000, 3, people.length)].map(({ fiscalCode }) => fiscalCode);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it("are of every kind, in its share", () => {
    const total = Object.values(kinds).reduce((sum, { share }) => sum + share, 0);
    for (const [name, { share }] of Object.entries(kinds)) {
      const found = people.filter(({ kind }) => kind === name).length / people.length;
      expect(found).toBeGreaterThan((share / total) * 0.7);
      expect(found).toBeLessThan((share / total) * 1.3);
    }
  });

  it("have rules that the sandbox takes", () => {
    expect(faultsInput.safeParse({ fiscalCodes: rulesFor(people.slice(0, 1000)) }).success).toBe(true);
  });
});
