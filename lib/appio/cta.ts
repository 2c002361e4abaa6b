import { parseDocument, stringify } from "yaml";

/**
 * Front matter of a message: the call-to-action buttons that App IO shows under it (appio.md §4). Split as the app's
 * npm `front-matter` 4.0.2 does, oddities included: the mark may stand anywhere in the first line, the block anywhere after.
 */
const announced = /^[^\n]*(?:= yaml =|---)/;
const block = /^\uFEFF?(= yaml =|---)$([\s\S]*?)^(?:\1|\.\.\.)\s*$\n?/m;

export type FrontMatter = {
  /** What stands between the marks; null: the body has none. */
  yaml: string | null;
  /** What is shown as text. */
  text: string;
  /** Where the text goes on: its place in the body, in UTF-16 units. */
  start: number;
  end: number;
};

export function splitFrontMatter(body: string): FrontMatter {
  const found = announced.test(body) ? block.exec(body) : null;
  if (!found) return { yaml: null, text: body, start: 0, end: 0 };
  const start = found.index;
  const end = start + found[0].length;
  return { yaml: (found[2] ?? "").trim(), text: body.slice(0, start) + body.slice(end), start, end };
}

export type ParsedFrontMatter = { ok: true; data: unknown } | { ok: false; line: number };

/** `line` counts from the first of the YAML. What App IO cannot read makes it hide the whole message. */
export function parseFrontMatter(yaml: string): ParsedFrontMatter {
  if (last.yaml !== yaml) last = { yaml, parsed: parseYaml(yaml) };
  return last.parsed;
}

/** The rows of a workbook mostly share one front matter. */
let last: { yaml: string; parsed: ParsedFrontMatter } = { yaml: "", parsed: { ok: true, data: null } };

function parseYaml(yaml: string): ParsedFrontMatter {
  // The app reads YAML 1.1 and refuses unknown tags, which here are warnings.
  const document = parseDocument(yaml, { version: "1.1", logLevel: "silent" });
  const [wrong] = [...document.errors, ...document.warnings];
  if (wrong) return { ok: false, line: wrong.linePos?.[0].line ?? 1 };
  try {
    return { ok: true, data: document.toJS() };
  } catch {
    // An alias to nothing, or too many of them.
    return { ok: false, line: 1 };
  }
}

/** A button as the phone shows it; `works`: something opens when it is pressed. */
export type ShownButton = { text: string; works: boolean };

/** The buttons that the app in this language shows; none if all are wrong, and a wrong one beside a good one does nothing. */
export function shownButtons(yaml: string | null, language: "it" | "en" = "it"): ShownButton[] {
  const parsed = yaml === null ? null : parseFrontMatter(yaml);
  const ctas = parsed?.ok ? entry(parsed.data, language) : undefined;
  const first = ctaOf(entry(ctas, "cta_1"));
  if (!first) return [];
  const second = entry(ctas, "cta_2");
  const both = second === undefined ? [first] : [first, ctaOf(second)];
  // A second button of the wrong shape takes the first with it.
  if (!both.every((cta) => cta !== null)) return [];
  const shown = both.map(({ text, action }) => ({ text, works: actions.test(action) }));
  return shown.some(({ works }) => works) ? shown : [];
}

const actions = /^(?:iohandledlink:\/\/(?:https?|sms|tel|mailto):|ioit:\/\/|iosso:\/\/https:\/\/)./i;

type Cta = { text: string; action: string };

const entry = (data: unknown, key: string): unknown =>
  typeof data === "object" && data !== null && Object.hasOwn(data, key) ? Reflect.get(data, key) : undefined;

function ctaOf(data: unknown): Cta | null {
  const text = entry(data, "text");
  const action = entry(data, "action");
  return typeof text === "string" && typeof action === "string" ? { text, action } : null;
}

/** What a button opens. */
export const buttonKinds = ["web", "service", "email", "phone", "sms"] as const;
export type ButtonKind = (typeof buttonKinds)[number];

/** A button as its fields hold it. */
export type MessageButton = { text: string; kind: ButtonKind; address: string };

/** Each kind: how its action begins, and which addresses lead somewhere. */
const kinds: Record<ButtonKind, { prefix: string; address: RegExp }> = {
  web: { prefix: "iohandledlink://", address: /^https?:\/\/[^\s/?#]+\.[^\s/?#]+\S*$/i },
  service: { prefix: "ioit://services/service-detail?serviceId=", address: /^[\w-]+$/ },
  email: { prefix: "iohandledlink://mailto:", address: /^[^\s@?]+@[^\s@?]+\.[^\s@?]+$/ },
  phone: { prefix: "iohandledlink://tel:", address: /^\+?[\d.-]{3,20}$/ },
  sms: { prefix: "iohandledlink://sms:", address: /^\+?[\d.-]{3,20}$/ },
};

/** An address as people type it: a page without https://, a number with blanks. */
export function tidyAddress(kind: ButtonKind, typed: string): string {
  const address = typed.trim();
  if (kind === "phone" || kind === "sms") return address.replace(/[\s/()]/g, "");
  return kind === "web" && address !== "" && !/^[a-z][a-z0-9+.-]*:(?!\d)/i.test(address)
    ? `https://${address}`
    : address;
}

export const addressIsGood = ({ kind, address }: MessageButton) => kinds[kind].address.test(address);

const actionOf = ({ kind, address }: MessageButton) => kinds[kind].prefix + address;

function buttonOf({ text, action }: Cta): MessageButton | null {
  const kind = buttonKinds.find(
    (one) => action.startsWith(kinds[one].prefix) && kinds[one].address.test(action.slice(kinds[one].prefix.length)),
  );
  return kind ? { text, kind, address: action.slice(kinds[kind].prefix.length) } : null;
}

/** Puts at most two buttons before a text, for both languages: an app in English shows none that are only in Italian. */
export function withButtons(text: string, buttons: readonly MessageButton[]): string {
  if (buttons.length === 0) return text;
  const ctas = Object.fromEntries(
    buttons.slice(0, 2).map((button, index) => [`cta_${index + 1}`, { text: button.text, action: actionOf(button) }]),
  );
  const yaml = stringify({ it: ctas, en: ctas }, yamlStyle).replace(unsafe, escapeUnit);
  return `---\n${yaml}---\n${text}`;
}

/** Every value quoted, on one line, nothing by reference. */
const yamlStyle = {
  defaultStringType: "QUOTE_DOUBLE",
  defaultKeyType: "PLAIN",
  lineWidth: 0,
  doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
  aliasDuplicateObjects: false,
} as const;

/** What JSON leaves as it is between quotes and YAML 1.1 does not. */
const unsafe = /[\u007F-\u009F\u2028\u2029\uFEFF\uFFFE\uFFFF]/g;
const escapeUnit = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** A body as the fields show it; `hand`: its front matter says what the fields cannot, and stays in the text. */
export type SplitBody = { text: string; buttons: readonly MessageButton[]; hand: boolean };

export function splitBody(body: string): SplitBody {
  const { yaml, text, start } = splitFrontMatter(body);
  if (yaml === null) return { text: body, buttons: [], hand: false };
  const parsed = parseFrontMatter(yaml);
  const buttons = parsed.ok && start === 0 ? expressible(parsed.data) : null;
  return buttons ? { text, buttons, hand: false } : { text: body, buttons: [], hand: true };
}

/** Null when the fields would lose something: another language or text, another key, an action of no kind. */
function expressible(data: unknown): MessageButton[] | null {
  const italian = entry(data, "it");
  const ctas = ["cta_1", "cta_2"].map((key) => entry(italian, key)).filter((cta) => cta !== undefined);
  const buttons = ctas.map((cta) => ctaOf(cta)).map((cta) => cta && buttonOf(cta));
  if (buttons.length === 0 || !buttons.every((button) => button !== null)) return null;
  const again = parseYaml(splitFrontMatter(withButtons("", buttons)).yaml ?? "");
  const english = entry(data, "en") ?? italian;
  const same = again.ok && sameData({ ...Object(data), en: english }, again.data);
  return same ? buttons : null;
}

function sameData(one: unknown, other: unknown): boolean {
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return one === other;
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => sameData(entry(one, key), entry(other, key)));
}
