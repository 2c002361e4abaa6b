import { describe, expect, test } from "vitest";
import { type FormatName, formats } from "@/app/(console)/notifiche/formatting";

/** `|` marks the two ends of the selection. */
function apply(name: FormatName, marked: string): string {
  const start = marked.indexOf("|");
  const end = marked.lastIndexOf("|") - 1;
  const text = marked.replaceAll("|", "");
  const edit = formats[name](text, start, end);
  const after = text.slice(0, edit.from) + edit.insert + text.slice(edit.to);
  const [from, to] = edit.select;
  return `${after.slice(0, from)}|${after.slice(from, to)}|${after.slice(to)}`;
}

describe("bold and italic", () => {
  test.each<[FormatName, string, string]>([
    ["bold", "paga |entro| oggi", "paga **|entro|** oggi"],
    ["bold", "paga **|entro|** oggi", "paga |entro| oggi"],
    ["bold", "||", "**|testo in grassetto|**"],
    ["italic", "|nota|", "*|nota|*"],
    ["italic", "*|nota|*", "|nota|"],
    ["italic", "**|nota|**", "***|nota|***"],
    ["italic", "***|nota|***", "**|nota|**"],
    ["bold", "***|nota|***", "*|nota|*"],
  ])("%s: %s → %s", (name, before, after) => expect(apply(name, before)).toBe(after));
});

describe("heading", () => {
  test.each([
    ["Av||viso", "# Avviso||"],
    ["# Av||viso", "## Avviso||"],
    ["## Av||viso", "### Avviso||"],
    ["### Av||viso", "Avviso||"],
    ["###### Av||viso", "Avviso||"],
    ["uno\nd||ue\ntre", "uno\n# due||\ntre"],
  ])("%j → %j, never beyond ###", (before, after) => expect(apply("heading", before)).toBe(after));
});

test("list marks and unmarks every line of the selection", () => {
  expect(apply("list", "u|no\ndu|e\ntre")).toBe("- uno\n- due||\ntre");
  expect(apply("list", "- u|no\n- du|e")).toBe("uno\ndue||");
});

test("link selects the address to be typed", () => {
  expect(apply("link", "vai al |sito|")).toBe("vai al [sito](|https://|)");
  expect(apply("link", "||")).toBe("[testo del collegamento](|https://|)");
});
