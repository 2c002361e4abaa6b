import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wordFinding } from "@/app/italian/markdown";
import { isError, type LintCode, lintBody } from "@/lib/appio/markdown";
import { checkContent, draftOf, tidyBody } from "@/lib/notifications/content";
import { fiscalCodeOf } from "@/tests/support/people";

const found = (...lines: string[]) => lintBody(lines.join("\n")).map(({ code, lines: at }) => [code, ...at]);

describe("lintBody", () => {
  it("finds nothing in what the guide of IO promises", () => {
    const body = [
      "# Uno",
      "## Due",
      "### Tre",
      "**grassetto** e *corsivo*, ***tutti e due***, `codice`",
      "- primo",
      "- secondo",
      "",
      "1. [sito](https://www.comune.it), https://www.comune.it, www.comune.it, <https://www.comune.it>",
      "2. ufficio@comune.it <br> seconda riga",
      "",
      "***",
      "> una citazione",
      "",
      "[scheda](ioit://services) e 3 < 4, a - b",
    ];
    expect(found(...body)).toEqual([]);
  });

  it.each<[LintCode, string[], number[]]>([
    ["table", ["testo", "", "| a | b |", "| --- | --- |", "| 1 | 2 |"], [3]],
    ["strike", ["ciao ~~via~~", "e ~anche~"], [1, 2]],
    ["footnote", ["ciao[^1]", "", "[^1]: nota"], [1, 3]],
    ["html", ["<div>ciao</div>", "", "testo <b>forte</b> <!-- nota -->"], [1, 3]],
    ["link-refused", ["[a](pagina.html)", "[b](iosso://https://x.it)", "[c](javascript:x)"], [1, 2, 3]],
    ["link-refused", ["[a][1]", "", "[1]: ftp://x.it"], [3]],
    ["link-special", ["[scrivi](mailto:a@b.it)", "[chiama](tel:112)"], [1, 2]],
    ["deep-heading", ["#### quattro", "##### cinque"], [1, 2]],
    ["dashes", ["sopra", "", "---", "", "sotto --- qui"], [3, 5]],
    ["dashes-heading", ["sopra", "---", "sotto"], [2]],
    ["image", ["![stemma](https://www.comune.it/x.png)"], [1]],
    ["task-list", ["- [ ] da fare", "- [x] fatto"], [1, 2]],
    ["quote-marks", ["> **forte**"], [1]],
    ["front-matter-broken", ["---", "it:", "  cta_1: a: b", "---", "testo"], [3]],
    ["front-matter-unclosed", ["---", "it:", "  cta_1:"], [1]],
    ["front-matter-not-first", ["Avviso --- importante", "---", "perso", "---", "resto"], [2]],
    ["no-buttons", ["---", "solo testo", "---", "resto"], [1]],
    ["no-english-buttons", ["---", "it:", "  cta_1: {text: Vai, action: 'ioit://X'}", "---", "testo"], [1]],
    ["no-text", ["---", "it: 1", "---"], [3]],
  ])("finds %s", (code, lines, at) => {
    expect(found(...lines)).toContainEqual([code, ...at]);
    expect(wordFinding({ code, lines: at })).toMatch(/^Rig(a|he) .+: .+\.$/);
  });

  it("finds a button that opens nothing", () => {
    const both = (language: string) => [
      `${language}:`,
      "  cta_1: {text: Vai, action: 'ioit://X'}",
      "  cta_2: {text: Scrivi, action: 'https://x.it'}",
    ];
    expect(found("---", ...both("it"), ...both("en"), "---", "testo")).toEqual([["dead-button", 1]]);
  });

  it("counts lines after front matter as they are written, and each once", () => {
    const english = ["it:", "  cta_1: &a {text: Vai, action: 'ioit://X'}", "en:", "  cta_1: *a"];
    expect(found("---", ...english, "---", "testo", "~~a~~ e ~~b~~")).toEqual([["strike", 8]]);
  });

  it("is an error exactly when the content is refused", () => {
    const notification = {
      fiscalCode: fiscalCodeOf(1),
      subject: "Avviso di prova",
      ...{ dueDate: null, amount: null, noticeNumber: null, payableAfterDue: true },
    };
    const service = { maxPaymentAmount: 0, testing: false, testFiscalCodes: [] };
    const piece = fc.constantFrom(
      "---",
      "it:",
      "  cta_1: a",
      "a: b: c",
      "\tx: 1",
      "| a |",
      "> q",
      "~~s~~",
      "testo",
      "",
    );
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1 }), (lines) => {
        const body = tidyBody(`${lines.join("\n")}\n${"x".repeat(80)}`);
        const checked = checkContent(draftOf({ ...notification, body }), service);
        expect(checked.ok).toBe(!lintBody(body).some(isError));
      }),
    );
  });

  it("reads any text, and points into it", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."-#>|~[]()!<*_:`\n ab1/".split("")) }), (typed) => {
        const body = tidyBody(typed);
        const last = body.split("\n").length;
        for (const { lines } of lintBody(body)) for (const line of lines) expect(line >= 1 && line <= last).toBe(true);
      }),
    );
  });
});

describe("wordFinding", () => {
  it.each([
    [[3], "Riga 3: "],
    [[3, 5], "Righe 3 e 5: "],
    [[3, 5, 8, 1200], "Righe 3, 5, 8 e 1.200: "],
    [[1, 2, 3, 4, 5, 6], "Righe 1, 2, 3, 4 e altre 2: "],
  ])("says %j", (lines, words) => expect(wordFinding({ code: "table", lines })).toContain(words));
});
