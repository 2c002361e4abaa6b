import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addressIsGood,
  type ButtonKind,
  buttonKinds,
  type MessageButton,
  parseFrontMatter,
  shownButtons,
  splitBody,
  splitFrontMatter,
  tidyAddress,
  withButtons,
} from "@/lib/appio/cta";
import { tidyBody } from "@/lib/notifications/content";

const pay: MessageButton = { text: 'Paga "ora": #1', kind: "web", address: "https://www.comune.it/x?a=1#b" };
const write: MessageButton = { text: "Scrivi", kind: "email", address: "ufficio@comune.it" };
const text = "Il testo del messaggio, che deve essere lungo abbastanza.";

/** Front matter by hand. */
const byHand = (...lines: string[]) => `---\n${lines.join("\n")}\n---\n${text}`;
const cta = (action: string, label = '"Paga"') => ["  cta_1:", `    text: ${label}`, `    action: "${action}"`];

/** Any addresses that a kind takes. */
const address: Record<ButtonKind, fc.Arbitrary<string>> = {
  web: fc.webUrl({ withFragments: true, withQueryParameters: true }),
  service: fc.stringMatching(/^[\w-]{1,30}$/),
  email: fc.emailAddress(),
  phone: fc.stringMatching(/^\+?\d{3,15}$/),
  sms: fc.stringMatching(/^\+?\d{3,15}$/),
};
const label = fc.string({ unit: "binary", minLength: 1 });
const button = fc
  .constantFrom(...buttonKinds)
  .chain((kind) => fc.record({ text: label, kind: fc.constant(kind), address: address[kind] }))
  .filter(addressIsGood);
const buttons = fc.array(button, { minLength: 1, maxLength: 2 });

describe("withButtons", () => {
  it("writes both languages, every value quoted", () => {
    expect(withButtons(text, [pay, write])).toBe(
      [
        "---",
        "it:",
        "  cta_1:",
        '    text: "Paga \\"ora\\": #1"',
        '    action: "iohandledlink://https://www.comune.it/x?a=1#b"',
        "  cta_2:",
        '    text: "Scrivi"',
        '    action: "iohandledlink://mailto:ufficio@comune.it"',
        "en:",
        "  cta_1:",
        '    text: "Paga \\"ora\\": #1"',
        '    action: "iohandledlink://https://www.comune.it/x?a=1#b"',
        "  cta_2:",
        '    text: "Scrivi"',
        '    action: "iohandledlink://mailto:ufficio@comune.it"',
        "---",
        text,
      ].join("\n"),
    );
  });

  it("leaves a text without buttons alone", () => expect(withButtons(text, [])).toBe(text));

  it("gives back any buttons and any text", () => {
    const lines = fc.array(
      fc.oneof(fc.constantFrom("---", "...", "= yaml =", "it:", ""), fc.string({ unit: "binary" })),
    );
    fc.assert(
      fc.property(buttons, lines, (some, typed) => {
        const body = tidyBody(typed.join("\n"));
        fc.pre(body !== "");
        expect(splitBody(tidyBody(withButtons(body, some)))).toEqual({ text: body, buttons: some, hand: false });
      }),
    );
  });

  it("is never broken by a value, good or bad, and shows the same in both languages", () => {
    const any = fc.record({
      text: fc.string({ unit: "binary" }),
      kind: fc.constantFrom(...buttonKinds),
      address: label,
    });
    fc.assert(
      fc.property(fc.array(any, { minLength: 1, maxLength: 2 }), (some) => {
        const { yaml } = splitFrontMatter(tidyBody(withButtons(text, some)));
        expect(yaml).not.toBeNull();
        expect(yaml).not.toMatch(/[^\P{Cc}\n]|[\u2028\u2029\uFEFF]/u);
        const parsed = parseFrontMatter(yaml ?? "");
        expect(parsed.ok).toBe(true);
        expect(shownButtons(yaml, "en")).toEqual(shownButtons(yaml, "it"));
      }),
    );
  });
});

describe("splitFrontMatter", () => {
  it.each([
    ["no front matter", text],
    ["a mark that is not closed", `---\nit:\n${text}`],
    ["a mark with a blank after", `--- \nit: 1\n--- \n${text}`],
    ["a divider further down", `Avviso\n\n---\n\nTesto\n\n---\n\nFine`],
  ])("finds none in %s", (_, body) =>
    expect(splitFrontMatter(body)).toEqual({ yaml: null, text: body, start: 0, end: 0 }),
  );

  it("takes a block further down when the first line has dashes, as the app does", () => {
    expect(splitFrontMatter("Avviso --- importante\n---\nperso\n---\nresto")).toMatchObject({
      yaml: "perso",
      text: "Avviso --- importante\nresto",
    });
  });
});

describe("parseFrontMatter", () => {
  it.each([
    ["an unquoted colon", "it:\n  cta_1:\n    text: Paga: ora", 3],
    ["the same key twice", "it: 1\nit: 2", 2],
    ["a tab for indentation", "it:\n\tcta_1: x", 2],
    ["an unknown tag", "it: !ente x", 1],
  ])("refuses %s", (_, yaml, line) => expect(parseFrontMatter(yaml)).toEqual({ ok: false, line }));
});

describe("shownButtons", () => {
  const shown = (...lines: string[]) => shownButtons(splitFrontMatter(byHand(...lines)).yaml);

  it("reads what the app reads", () => {
    expect(shown("it:", ...cta("ioit://MESSAGES_HOME"))).toEqual([{ text: "Paga", works: true }]);
    expect(shownButtons(splitFrontMatter(byHand("it:", ...cta("ioit://X"))).yaml, "en")).toEqual([]);
  });

  it.each([
    ["a bare address", ["it:", ...cta("https://www.comune.it")]],
    ["a text that is no text", ["it:", ...cta("ioit://X", "12")]],
    ["no first button", ["it:", "  cta_2:", '    text: "a"', '    action: "ioit://X"']],
    ["a text instead of YAML", ["solo testo"]],
    ["broken YAML", ["it: a: b"]],
  ])("shows none for %s", (_, lines) => expect(shown(...lines)).toEqual([]));

  it("shows a wrong one beside a good one", () => {
    const second = ["  cta_2:", '    text: "Scrivi"', '    action: "mailto:a@b.it"'];
    expect(shown("it:", ...cta("iohandledlink://tel:112"), ...second)).toEqual([
      { text: "Paga", works: true },
      { text: "Scrivi", works: false },
    ]);
  });
});

describe("splitBody", () => {
  const good = cta("iohandledlink://https://www.comune.it");

  it("reads buttons by hand that the fields can express, also without English", () => {
    const expected = { text, hand: false, buttons: [{ text: "Paga", kind: "web", address: "https://www.comune.it" }] };
    expect(splitBody(byHand("it:", ...good))).toEqual(expected);
    expect(splitBody(byHand("it:", ...good, "en:", ...good))).toEqual(expected);
  });

  it.each([
    ["another text in English", ["it:", ...good, "en:", ...cta("iohandledlink://https://www.comune.it", '"Pay"')]],
    ["another language", ["it:", ...good, "de:", ...good]],
    ["another key", ["it:", ...good, "nota: 1"]],
    ["an action of no kind", ["it:", ...cta("iosso://https://www.comune.it")]],
    ["broken YAML", ["it: a: b"]],
  ])("leaves in the text what they cannot: %s", (_, lines) => {
    expect(splitBody(byHand(...lines))).toEqual({ text: byHand(...lines), buttons: [], hand: true });
  });
});

describe("tidyAddress", () => {
  it.each<[ButtonKind, string, string]>([
    ["web", " www.comune.it/x ", "https://www.comune.it/x"],
    ["web", "comune.it:8443/x", "https://comune.it:8443/x"],
    ["web", "http://comune.it", "http://comune.it"],
    ["web", "javascript:alert(1)", "javascript:alert(1)"],
    ["web", "", ""],
    ["phone", "+39 011 / 123-4567", "+39011123-4567"],
    ["email", " a@b.it ", "a@b.it"],
  ])("%s %j → %j", (kind, typed, tidied) => expect(tidyAddress(kind, typed)).toBe(tidied));

  it.each<[ButtonKind, string, boolean]>([
    ["web", "https://www.comune.it", true],
    ["web", "javascript:alert(1)", false],
    ["web", "https://comune it", false],
    ["web", "https://comune", false],
    ["email", "a@b", false],
    ["phone", "+39011123-4567", true],
    ["phone", "chiamaci", false],
    ["service", "01HZX3V4K5", true],
    ["service", "a/b?c", false],
  ])("%s %j leads somewhere: %s", (kind, one, good) =>
    expect(addressIsGood({ text: "a", kind, address: one })).toBe(good),
  );
});
