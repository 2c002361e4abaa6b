import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { demoOrganizations } from "@/lib/appio/sandbox/demo-services";
import { checkDigit, isOrganizationCode } from "@/lib/organizations/fiscal-code";
import { organizationForm } from "@/lib/organizations/form";

const typed = {
  name: "Comune di Prova",
  fiscalCode: "00000010009",
  sharedWith: "",
  callLimit: "150",
  callShare: "80",
  reachabilityHours: "24",
  approvalThreshold: "",
  hoursFrom: "",
  hoursTo: "",
};
const errorsOf = (changes: Record<string, string>) =>
  organizationForm.safeParse({ ...typed, ...changes }).error?.issues.map(({ path }) => path.join("."));

describe("isOrganizationCode", () => {
  it("knows the check digit", () => {
    for (const { fiscalCode } of demoOrganizations) expect(isOrganizationCode(fiscalCode)).toBe(true);
    expect(isOrganizationCode("0000001000")).toBe(false);
    expect(isOrganizationCode("0000001000A")).toBe(false);
  });

  it("finds every single wrong digit", () => {
    const ten = fc.array(fc.nat(9), { minLength: 10, maxLength: 10 }).map((digits) => digits.join(""));
    fc.assert(
      fc.property(ten, fc.nat(10), fc.integer({ min: 1, max: 9 }), (digits, position, shift) => {
        const code = `${digits}${checkDigit(digits)}`;
        expect(isOrganizationCode(code)).toBe(true);
        const other = (Number(code.charAt(position)) + shift) % 10;
        expect(isOrganizationCode(`${code.slice(0, position)}${other}${code.slice(position + 1)}`)).toBe(false);
      }),
    );
  });
});

describe("the form of an ente", () => {
  it("reads what people type", () => {
    expect(
      organizationForm.parse({
        ...typed,
        ...{ fiscalCode: " 00000010009 ", callLimit: "", callShare: "100", approvalThreshold: "1.000" },
        ...{ day1: "on", day5: "on", hoursFrom: "08:00", hoursTo: "18:30" },
      }),
    ).toEqual({
      name: "Comune di Prova",
      fiscalCode: "00000010009",
      sharedWith: "",
      callLimit: null,
      callShare: 100,
      reachabilityHours: 24,
      approvalThreshold: 1000,
      sendingHours: { days: [1, 5], from: "08:00", to: "18:30" },
    });
  });

  it("takes empty days and hours for always, and an empty threshold for none", () => {
    expect(organizationForm.parse(typed)).toMatchObject({
      sendingHours: null,
      approvalThreshold: null,
      callLimit: 150,
    });
    expect(organizationForm.parse({ ...typed, approvalThreshold: "0" }).approvalThreshold).toBe(0);
  });

  it("asks for days and hours together, in order", () => {
    expect(errorsOf({ day2: "on" })).toEqual(["hoursFrom", "hoursTo"]);
    expect(errorsOf({ hoursFrom: "08:00", hoursTo: "18:00" })).toEqual(["day1"]);
    expect(errorsOf({ day2: "on", hoursFrom: "18:00", hoursTo: "08:00" })).toEqual(["hoursTo"]);
    expect(errorsOf({ day2: "on", hoursFrom: "25:00", hoursTo: "26:00" })).toEqual(["hoursFrom", "hoursTo"]);
  });

  it.each([
    ["fiscalCode", "00000010008"],
    ["fiscalCode", "123"],
    ["name", " "],
    ["callLimit", "151"],
    ["callShare", "0"],
    ["callShare", "101"],
    ["callShare", "8,5"],
    ["callShare", ""],
    ["reachabilityHours", "0"],
    ["reachabilityHours", "169"],
    ["approvalThreshold", "-1"],
    ["approvalThreshold", "mille"],
    ["sharedWith", "un altro"],
  ])("refuses %s «%s» with one error there", (field, value) => {
    expect(errorsOf({ [field]: value })).toEqual([field]);
  });
});
