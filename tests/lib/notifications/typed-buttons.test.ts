import { describe, expect, it } from "vitest";
import { wordButtonFault } from "@/app/italian/buttons";
import { bodyOfTyped, readButtons, typedBody } from "@/lib/notifications/typed-buttons";

const text = "Il testo del messaggio.";
const first = { cta1Text: "Vai al sito", cta1Kind: "web", cta1Address: "www.comune.it" };
const second = { cta2Text: "Chiama", cta2Kind: "phone", cta2Address: "011 1234567" };

describe("readButtons", () => {
  it("reads those that are filled in, whichever their place", () => {
    const { buttons, faults } = readButtons({ cta1Text: " ", cta1Kind: "sms", ...second }, text);
    expect({ buttons, faults }).toEqual({
      buttons: [{ text: "Chiama", kind: "phone", address: "0111234567" }],
      faults: [],
    });
  });

  it.each([
    [{ cta1Text: "Vai" }, text, "cta1Address", "address-missing"],
    [{ cta2Address: "www.comune.it" }, text, "cta2Text", "text-missing"],
    [{ ...first, cta1Address: "il sito" }, text, "cta1Address", "address-wrong"],
    [first, `---\nit: 1\n---\n${text}`, "cta1Text", "by-hand"],
  ])("%j is refused", (typed, body, field, code) => {
    const { faults } = readButtons(typed, body);
    expect(faults).toMatchObject([{ field, code }]);
    for (const fault of faults) expect(wordButtonFault(fault)).toMatch(/\.$/);
  });
});

describe("bodyOfTyped", () => {
  it("comes back to the same fields", () => {
    const body = bodyOfTyped(`\r\n${text}\r\n`, { ...first, ...second });
    expect(typedBody(body)).toEqual({
      ...first,
      ...second,
      cta1Address: "https://www.comune.it",
      cta2Address: "0111234567",
      body: text,
    });
  });

  it("has no buttons without a text, and leaves those by hand alone", () => {
    expect(bodyOfTyped(" \n", first)).toBe("");
    expect(bodyOfTyped(`---\nit: 1\n---\n${text}`, first)).toBe(`---\nit: 1\n---\n${text}`);
  });
});
