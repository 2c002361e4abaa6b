import type { Nodes } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { visit } from "unist-util-visit";
import { type MessageButton, splitBody, splitFrontMatter, withButtons } from "../appio/cta";
import { keyOf } from "../excel/columns";
import { type Problem, tidyBody, tidySubject } from "../notifications/content";
import { escapes, type Place, parts } from "./escape";
import { checkWords, marks, type Template } from "./template";

/** The values of a row by placeholder key, each as it is to be read → the text of its notification. */
export type Merge = (values: ReadonlyMap<string, string>) => { subject: string; body: string };

/** A literal, or a value with its place. */
type Piece = string | { key: string; place: Place };

/** Everything that is wrong with a template whatever the values. */
export const checkTemplate = (template: Template): Problem[] => {
  const wrong = checkWords(template);
  return wrong.length > 0 ? wrong : bodyPieces(template.body).problems;
};

/** Looks once where each placeholder stands, so that a row costs no parsing. The template is one that checkTemplate accepts. */
export function compile({ subject, body }: Template): Merge {
  const subjectPieces = split(subject, marks(), (name) => ({ key: keyOf(name), place: "plain" }));
  const { pieces } = bodyPieces(body);
  return (values) => ({
    subject: tidySubject(joined(subjectPieces, values)),
    body: tidyBody(joined(pieces, values)),
  });
}

function joined(pieces: readonly Piece[], values: ReadonlyMap<string, string>): string {
  let text = "";
  for (const piece of pieces) {
    if (typeof piece === "string") {
      text += piece;
      continue;
    }
    const value = escapes[piece.place](values.get(piece.key) ?? "");
    text += (piece.place === "markdown" ? parts(text, value) : "") + value;
  }
  return text;
}

type Read = { pieces: Piece[]; problems: Problem[] };

/** Each occurrence becomes a word of its own, which the parsers leave alone and which is found again in what they say. */
function bodyPieces(body: string): Read {
  const stem = freeStem(body);
  const { names, worded } = inWords(body, stem);
  const token = new RegExp(`${stem}(\\d+)x`, "g");
  const inFront = splitFrontMatter(worded);
  const inButtons = inFront.yaml !== null && inFront.yaml.search(token) !== -1;
  const { text, buttons, hand } = inButtons ? splitBody(worded) : { text: worded, buttons: [], hand: false };
  if (hand) return { pieces: [], problems: [misplaced(firstName(inFront.yaml ?? "", token, names))] };

  const places = new Map<number, Place>();
  const problems: Problem[] = [];
  const place = (part: string, found: Place | null) => {
    for (const [, index = ""] of part.matchAll(token)) {
      if (found) places.set(Number(index), found);
      else problems.push(misplaced(names[Number(index)] ?? ""));
    }
  };
  for (const button of buttons) placeButton(button, token, place);
  placeText(text, token, place);
  const pieces = split(withButtons(text, buttons), token, (index) => ({
    key: keyOf(names[Number(index)] ?? ""),
    place: places.get(Number(index)) ?? "markdown",
  }));
  return { pieces, problems };
}

/** In the front matter one word for all equal places: what is there for both languages must stay equal. */
function inWords(body: string, stem: string) {
  const { start, end } = splitFrontMatter(body);
  const names: string[] = [];
  const shared = new Map<string, number>();
  const worded = body.replace(marks(), (_, typed: string, at: number) => {
    const name = typed.trim();
    if (at < start || at >= end) return `${stem}${names.push(name) - 1}x`;
    const line = body.slice(body.lastIndexOf("\n", at) + 1, at);
    const same = `${/^\s*["']?action\b/.test(line)} ${keyOf(name)}`;
    const index = shared.get(same) ?? names.push(name) - 1;
    shared.set(same, index);
    return `${stem}${index}x`;
  });
  return { names, worded };
}

type Placing = (part: string, place: Place | null) => void;

function placeButton({ text, kind, address }: MessageButton, token: RegExp, place: Placing) {
  place(text, "button");
  place(address, kind !== "web" || ownsHost(address, token) ? "address" : null);
}

function placeText(text: string, token: RegExp, place: Placing) {
  const { start, end } = splitFrontMatter(text);
  const shown = text.slice(0, start) + text.slice(end);
  const root = fromMarkdown(shown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  visit(root, (node: Nodes) => {
    if (node.type === "html") place(node.value, null);
    if (node.type === "code" || node.type === "inlineCode") place(node.value, "code");
    if (node.type === "code") place(`${node.lang ?? ""} ${node.meta ?? ""}`, null);
    if ("url" in node) place(node.url, ownsHost(node.url, token) ? "address" : null);
    if ("title" in node) place(node.title ?? "", null);
    if ("alt" in node) place(node.alt ?? "", null);
    if (node.type === "definition" || node.type === "linkReference") place(`${node.label ?? ""}`, null);
    if (node.type === "footnoteDefinition" || node.type === "footnoteReference") place(`${node.label ?? ""}`, null);
  });
}

/** Whether the text itself says where an address leads: a value may only complete what follows. */
function ownsHost(address: string, token: RegExp): boolean {
  const first = address.search(token);
  return first === -1 || /^(?:https?:\/\/[^/?#]+[/?#]|(?:mailto|tel|sms|ioit):)/i.test(address.slice(0, first));
}

const misplaced = (name: string): Problem => ({ field: "body", code: "placeholder-place", values: { name } });

const firstName = (text: string, token: RegExp, names: readonly string[]) =>
  names[Number([...text.matchAll(token)][0]?.[1])] ?? "";

/** Letters that the text does not have, so that a word that begins with them is ours. */
function freeStem(text: string): string {
  for (let n = 0; ; n++) {
    const stem = `segnaposto${n}z`;
    if (!text.includes(stem)) return stem;
  }
}

function split(text: string, pattern: RegExp, pieceOf: (found: string) => Piece): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > end) pieces.push(text.slice(end, match.index));
    pieces.push(pieceOf(match[1] ?? ""));
    end = match.index + match[0].length;
  }
  if (end < text.length) pieces.push(text.slice(end));
  return pieces;
}
