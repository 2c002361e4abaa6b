import { describe, expect, it } from "vitest";
import { serviceEdit, serviceForm } from "@/lib/services/form";
import { fiscalCodeOf } from "@/tests/support/people";

const typed = {
  organizationId: "5b1c9f4e-3c1e-4b57-9d0f-0d8c5f9b1a11",
  code: " TRIB ",
  name: "Tributi",
  appioServiceId: "01SANDB0XTR1BVT10000000001",
  testFiscalCodes: "",
  maxPaymentAmount: "",
  subscriptionKey: "sandbox-prova",
};
const errorsOf = (changes: Record<string, string>) =>
  serviceForm.safeParse({ ...typed, ...changes }).error?.issues.map(({ path, message }) => [path.join("."), message]);

describe("the form of a service", () => {
  it("reads what people type", () => {
    const person = fiscalCodeOf(7);
    expect(
      serviceForm.parse({
        ...typed,
        testing: "on",
        testFiscalCodes: ` ${person.toLowerCase()}\r\nAAAAAA00A00A000A\n\n${person}; `,
        maxPaymentAmount: "1.234,56",
        subscriptionKey: " 0a1b2c\u200b3d \n",
      }),
    ).toMatchObject({
      code: "TRIB",
      testing: true,
      testFiscalCodes: [person, "AAAAAA00A00A000A"],
      maxPaymentAmount: 123_456,
      requireSecureChannels: false,
      subscriptionKey: "0a1b2c3d",
    });
  });

  it("takes an empty amount for 0", () => {
    expect(serviceForm.parse(typed).maxPaymentAmount).toBe(0);
    expect(serviceForm.parse({ ...typed, maxPaymentAmount: "0,00" }).maxPaymentAmount).toBe(0);
  });

  it("names the wrong lines, without repeating the codes", () => {
    const wrong = "RSSMRA80A00X999X";
    expect(errorsOf({ testFiscalCodes: `${fiscalCodeOf(1)}\n${wrong}\n12345678901` })).toEqual([
      ["testFiscalCodes", "Righe 2, 3: non è un codice fiscale valido di 16 caratteri. Ricontrolla."],
    ]);
  });

  it("refuses what App IO would", () => {
    expect(errorsOf({ maxPaymentAmount: "100000000,00" })).toEqual([
      ["maxPaymentAmount", "App IO ammette al massimo 99.999.999,99 €."],
    ]);
    expect(errorsOf({ maxPaymentAmount: "molto" })?.[0]?.[0]).toBe("maxPaymentAmount");
    expect(errorsOf({ maxPaymentAmount: "-1" })?.[0]?.[0]).toBe("maxPaymentAmount");
    expect(errorsOf({ subscriptionKey: "chiavé" })?.[0]?.[0]).toBe("subscriptionKey");
    expect(errorsOf({ subscriptionKey: "  " })?.[0]?.[0]).toBe("subscriptionKey");
    expect(errorsOf({ appioServiceId: "due parole" })?.[0]?.[0]).toBe("appioServiceId");
  });

  it("leaves the key that is there when the field of an edit is empty", () => {
    const edit = { ...typed, serviceId: typed.organizationId, version: "2026-11-23T10:00:00.123Z" };
    expect(serviceEdit.parse({ ...edit, subscriptionKey: " " }).subscriptionKey).toBe("");
    expect(serviceEdit.parse(edit).version).toEqual(new Date("2026-11-23T10:00:00.123Z"));
  });
});
