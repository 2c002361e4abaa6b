import fc from "fast-check";
import type { Nodes, Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { visit } from "unist-util-visit";
import { describe, expect, it } from "vitest";
import { parseFrontMatter, splitFrontMatter, withButtons } from "@/lib/appio/cta";
import { keyOf } from "@/lib/excel/columns";
import { checkTemplate, compile } from "@/lib/models/merge";
import { declare, placeholdersIn } from "@/lib/models/template";
import { writtenText } from "@/lib/models/value";

const long =
  "Gentile cittadina, gentile cittadino, questo testo è lungo abbastanza perché App IO lo accetti così com'è.";
const template = (body: string, subject = "Avviso di prova") => declare({ subject, body }, []);
const merged = (body: string, values: Record<string, string>) =>
  compile(template(body))(new Map(Object.entries(values).map(([name, value]) => [keyOf(name), value]))).body;

const tree = (text: string): Root => fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });

/** Every node but texts, by kind and address: what a value must not change. */
function shape(text: string): string[] {
  const found: string[] = [];
  visit(tree(text), (node: Nodes) => {
    if (node.type !== "text") found.push("url" in node ? `${node.type} ${node.url}` : node.type);
  });
  return found;
}

function textOf(text: string): string {
  let words = "";
  visit(tree(text), (node: Nodes) => {
    if (node.type === "text") words += node.value;
  });
  return words.replaceAll("\u2060", "");
}

/** What people write, and what somebody might write on purpose. */
const hostile = fc
  .oneof(
    fc.string({ unit: "grapheme", maxLength: 30 }),
    fc
      .array(
        fc.constantFrom(
          ...[
            "[",
            "]",
            "(",
            ")",
            "<",
            ">",
            "!",
            "*",
            "_",
            "`",
            "~",
            "~~~",
            "``",
            "|",
            "#",
            "-",
            "---",
            "+",
            "=",
            "1.",
            "1)",
            "\\",
            "&amp;",
          ],
          ...[
            "www.",
            "http",
            "https",
            ":",
            "//",
            "://",
            "@",
            "evil.example",
            "ftp://",
            "mailto:",
            "a",
            " ",
            "\n",
            "{{",
            "}}",
            '"',
            "'",
          ],
          ...[
            "http://evil.example",
            "www.evil.example",
            "a@evil.example",
            "[x](http://evil.example)",
            "<b>",
            "xmpp:a@b.c",
          ],
        ),
        { maxLength: 8 },
      )
      .map((words) => words.join("")),
  )
  .map(writtenText);

describe("placeholdersIn", () => {
  it("names each once, whatever its case and blanks", () => {
    expect(placeholdersIn("{{Nome}} {{ nome }} {{importo rata}} {{}} {{a\nb}}")).toEqual(["Nome", "importo rata"]);
  });
});

describe("compile", () => {
  it("puts values where the marks are", () => {
    const values = { nome: "Maria Rossi", importo: "1.234,56 €" };
    expect(merged(`${long} Ciao {{nome}}: devi {{Importo}}.`, values)).toBe(
      `${long} Ciao Maria Rossi: devi 1.234,56 €.`,
    );
    expect(compile(template(long, "Per {{nome}}, con amore"))(new Map([["nome", "*Ugo*"]])).subject).toBe(
      "Per *Ugo*, con amore",
    );
  });

  const contexts = [
    `${long}\n\n{{v}}`,
    `${long}\n\n{{v}} e poi altro`,
    `${long}\n\nPrima {{v}}, **grassetto {{v}}** e _corsivo {{v}}_.`,
    `${long}\n\n- voce {{v}}\n- {{v}}\n\n> {{v}}`,
    `${long}\n\n# {{v}}\n\ntesto`,
    `${long}\n\n[{{v}}](https://ente.example/pagina)`,
    `${long}\n\nCodice \`{{v}}\` fine`,
    `${long}\n\n{{v}}{{v}}`,
    `${long}\n\nvedi [qui]{{v}} e www{{v}} e http{{v}} e http:{{v}} e a@{{v}}`,
    `${long}\n\n1{{v}} testo`,
    `${long}\n\n~~~\n{{v}}\n{{v}}\n~~~\n\ntesto`,
    `${long}\n\n\`\`\`\n{{v}}\n{{v}}\n\`\`\`\n\ntesto`,
    `${long}\n\n\\{{v}} testo`,
  ];
  it.each(contexts)("a value adds no link, no emphasis, nothing but text: %j", (body) => {
    expect(checkTemplate(template(body))).toEqual([]);
    const harmless = shape(merged(body, { v: "parola" }));
    fc.assert(
      fc.property(hostile, (v) => {
        fc.pre(v !== "");
        expect(shape(merged(body, { v }))).toEqual(harmless);
      }),
      { numRuns: 400 },
    );
  });

  it("a value is read as it is", () => {
    fc.assert(
      fc.property(hostile, (v) => {
        fc.pre(v !== "");
        expect(textOf(merged("Inizio {{v}} fine.", { v }))).toBe(`Inizio ${v} fine.`);
      }),
      { numRuns: 1000 },
    );
  });

  it("a value only completes an address, and cannot leave it", () => {
    const body = `${long}\n\n[Paga](https://ente.example/paga?avviso={{v}}) oppure https://ente.example/{{v}} subito`;
    expect(checkTemplate(template(body))).toEqual([]);
    fc.assert(
      fc.property(hostile, (v) => {
        const urls: string[] = [];
        visit(tree(merged(body, { v })), "link", (node) => void urls.push(node.url));
        expect(urls).toHaveLength(2);
        for (const url of urls) expect(new URL(url).host).toBe("ente.example");
      }),
    );
  });

  it("a value that closes a fence does not make a link of the next one", () => {
    const values = { a: "~~~", b: "[paga qui](http://evil.example)" };
    expect(shape(merged(`${long}\n\n~~~\n{{a}}\n{{b}}\n~~~`, values))).toEqual(["root", "paragraph", "code"]);
  });

  it("a value at the head of a mail address opens no fence", () => {
    expect(shape(merged(`${long}\n\n{{v}}@ente.example\n\ntesto`, { v: "~~~" }))).not.toContain("code");
  });

  it("a value never breaks the YAML of the buttons", () => {
    const body = withButtons(long, [
      { text: "Paga {{v}}", kind: "web", address: "https://ente.example/{{v}}" },
      { text: "Scrivi", kind: "email", address: "ufficio@ente.example" },
    ]);
    expect(checkTemplate(template(body))).toEqual([]);
    fc.assert(
      fc.property(fc.oneof(hostile, fc.string({ unit: "binary" }).map(writtenText)), (v) => {
        const { yaml, text } = splitFrontMatter(merged(body, { v }));
        const read = parseFrontMatter(yaml ?? "");
        expect(read.ok && read.data).toEqual({
          it: { cta_1: { text: `Paga ${v}`, action: expect.any(String) }, cta_2: expect.any(Object) },
          en: { cta_1: { text: `Paga ${v}`, action: expect.any(String) }, cta_2: expect.any(Object) },
        });
        expect(text).toBe(long);
        const { action } = (read as { data: { it: { cta_1: { action: string } } } }).data.it.cta_1;
        expect(action).toMatch(/^iohandledlink:\/\/https:\/\/ente\.example\/[\w.~%-]*$/);
      }),
    );
  });
});

describe("checkTemplate", () => {
  const codes = (body: string, subject?: string) => checkTemplate(template(body, subject)).map(({ code }) => code);

  it.each([
    ["a value that chooses where a link leads", `${long} [qui]({{v}})`],
    ["a value in a host", `${long} [qui](https://{{v}}/x)`],
    ["a value in HTML", `${long} <b>{{v}}</b> <i title="{{v}}">`],
    ["a value in the title of a link", `${long} [qui](https://ente.example "{{v}}")`],
  ])("refuses %s", (_, body) => {
    const found = codes(body);
    expect(found.length === 0 || found.includes("placeholder-place")).toBe(true);
    if (!body.includes("<b>")) expect(found).toContain("placeholder-place");
  });

  it("refuses marks without a name or an end, and texts too long or too short whatever the values", () => {
    expect(codes(`${long} {{ }}`)).toEqual(["placeholder-name"]);
    expect(codes(`${long} {{nome`)).toEqual(["placeholder-unclosed"]);
    expect(codes("corto")).toEqual(["too-short"]);
    expect(codes("corto {{v}}")).toEqual([]);
    expect(codes(`${"a".repeat(10_001)} {{v}}`)).toEqual(["too-long"]);
    expect(codes(long, "breve")).toEqual(["too-short"]);
  });

  it("refuses a fallback that is not of its type", () => {
    const declared = [{ name: "giorno", type: "date" as const, fallback: "domani" }];
    const wrong = checkTemplate(declare({ subject: "Avviso di prova", body: `${long} {{giorno}}` }, declared));
    expect(wrong).toMatchObject([{ code: "placeholder-fallback", values: { name: "giorno" } }]);
  });
});
