import type { Nodes } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { visit } from "unist-util-visit";
import { parseFrontMatter, shownButtons, splitFrontMatter } from "./cta";

/** What App IO would drop, show raw or not open (appio.md §4), as its own parser (CommonMark and GFM) reads the body. */
export type LintCode =
  | "front-matter-broken"
  | "front-matter-unclosed"
  | "front-matter-not-first"
  | "no-buttons"
  | "no-english-buttons"
  | "dead-button"
  | "no-text"
  | "table"
  | "strike"
  | "footnote"
  | "html"
  | "link-refused"
  | "link-special"
  | "deep-heading"
  | "dashes"
  | "dashes-heading"
  | "image"
  | "task-list"
  | "quote-marks";

/** App IO hides the message, so it is not saved; the rest is saved and looks wrong. */
const errors: ReadonlySet<LintCode> = new Set(["front-matter-broken"]);

export const isError = ({ code }: Finding) => errors.has(code);

/** `lines` count from 1 in the body as it is written, in order and each once. */
export type Finding = { code: LintCode; lines: readonly number[] };

/** Every finding once, errors first, then from the top. `body` as tidyBody leaves it. */
export function lintBody(body: string): Finding[] {
  const found = new Map<LintCode, Set<number>>();
  const note = (code: LintCode, line: number) => found.set(code, (found.get(code) ?? new Set<number>()).add(line));

  const { yaml, text, start, end } = splitFrontMatter(body);
  lintFrontMatter(body, note);
  if (yaml !== null && text.trim() === "") note("no-text", lineAt(body, end));
  // The block gives way to as many empty lines: what comes after stays on its own.
  const shown = body.slice(0, start) + body.slice(start, end).replace(/[^\n]+/g, "") + body.slice(end);
  if (suspicious.test(shown)) lintText(shown, note);

  return [...found]
    .map(([code, lines]) => ({ code, lines: [...lines].sort((a, b) => a - b) }))
    .sort((a, b) => Number(isError(b)) - Number(isError(a)) || (a.lines[0] ?? 0) - (b.lines[0] ?? 0));
}

/** Every construct that is noted has one of these; a text without them is not parsed. */
const suspicious = /[|~<[#]|---|:\/\/|^ {0,3}>/m;

type Note = (code: LintCode, line: number) => void;

function lintFrontMatter(body: string, note: Note) {
  const { yaml, start } = splitFrontMatter(body);
  if (yaml === null) {
    if (/^\s*---[^\S\n]*\n/.test(body) && /^\s*(it|en)\s*:/m.test(body)) note("front-matter-unclosed", 1);
    return;
  }
  const first = lineAt(body, start);
  const parsed = parseFrontMatter(yaml);
  if (!parsed.ok) return note("front-matter-broken", first + parsed.line);
  if (start > 0) note("front-matter-not-first", first);
  const italian = shownButtons(yaml, "it");
  if (italian.length === 0) return note("no-buttons", first);
  if (shownButtons(yaml, "en").length === 0) note("no-english-buttons", first);
  if (italian.some(({ works }) => !works)) note("dead-button", first);
}

function lintText(text: string, note: Note) {
  const root = fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  const tables: [from: number, to: number][] = [];
  visit(root, (node: Nodes) => {
    const from = node.position?.start.line ?? 1;
    const to = node.position?.end.line ?? from;
    switch (node.type) {
      case "table":
        tables.push([from, to]);
        return note("table", from);
      case "delete":
        return note("strike", from);
      case "footnoteReference":
      case "footnoteDefinition":
        return note("footnote", from);
      case "html":
        return /^<br\s*\/?>$/i.test(node.value) ? undefined : note("html", from);
      case "heading":
        return node.depth > 3 ? note("deep-heading", from) : undefined;
      case "image":
      case "imageReference":
        return note("image", from);
      case "listItem":
        return typeof node.checked === "boolean" ? note("task-list", from) : undefined;
      case "link":
      case "definition":
        return lintLink(node.url, text.charAt(node.position?.start.offset ?? 0), from, note);
      case "blockquote":
        return node.children.every(isPlainParagraph) ? undefined : note("quote-marks", from);
    }
  });
  // The e-mail copy takes only what follows the last of them, wherever it stands.
  text.split("\n").forEach((line, index) => {
    const inTable = tables.some(([from, to]) => from <= index + 1 && index + 1 <= to);
    if (!line.includes("---") || inTable) return;
    note(/^ {0,3}-+\s*$/.test(line) && headingEnds(root, index + 1) ? "dashes-heading" : "dashes", index + 1);
  });
}

/** A bare e-mail address becomes a mailto link by itself, which the app opens. */
function lintLink(url: string, opening: string, line: number, note: Note) {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase() ?? "";
  if (["http", "https", "ioit"].includes(scheme)) return;
  if (!["mailto", "tel", "sms"].includes(scheme)) return note("link-refused", line);
  if (opening === "[") note("link-special", line);
}

const isPlainParagraph = (node: Nodes) =>
  node.type === "paragraph" && node.children.every(({ type }) => type === "text");

const headingEnds = (root: Nodes, line: number) =>
  "children" in root && root.children.some((node) => node.type === "heading" && node.position?.end.line === line);

/** The line of a place in a text, from 1. */
const lineAt = (text: string, place: number) => text.slice(0, place).split("\n").length;
