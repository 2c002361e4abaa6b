import type { Placeholder } from "@/db/schema/models";
import { keyOf } from "../excel/columns";
import { anyService, checkContent, draftOf, type Problem } from "../notifications/content";
import { parseTyped } from "./value";

export type { Placeholder };

/** A text with marks such as {{nome}}, each declared among its placeholders. */
export type Template = { subject: string; body: string; placeholders: readonly Placeholder[] };

export const longestName = 60;

/** What stands between two pairs of braces on one line. */
export const marks = () => /\{\{([^{}\n]*)\}\}/g;

/** The names in a text, in their order, each once: two that differ in case, accents or blanks are the same. */
export function placeholdersIn(text: string): string[] {
  const names = new Map<string, string>();
  for (const [, name = ""] of text.matchAll(marks())) {
    const key = keyOf(name);
    if (key !== "" && !names.has(key)) names.set(key, name.trim());
  }
  return [...names.values()];
}

/** A text with its placeholders declared as `declared` has them; a new one is a required text. */
export function declare(
  text: { subject: string; body: string },
  declared: readonly Pick<Placeholder, "name" | "type" | "fallback">[],
): Template {
  const known = new Map(declared.map((one) => [keyOf(one.name), one]));
  return {
    ...text,
    placeholders: placeholdersIn(`${text.subject}\n${text.body}`).map((name) => {
      const { type = "text", fallback = null } = known.get(keyOf(name)) ?? {};
      return { name, type, fallback };
    }),
  };
}

type Field = "subject" | "body";

/** What is wrong whatever the values: the places of the placeholders are looked at by compile. */
export function checkWords(template: Template): Problem[] {
  return [
    ...(["subject", "body"] as const).flatMap((field) => markProblems(field, template[field])),
    ...template.placeholders.flatMap(fallbackProblem),
    ...lengthProblems(template),
  ];
}

function markProblems(field: Field, text: string): Problem[] {
  const names = [...text.matchAll(marks())].map(([, name = ""]) => name.trim());
  const bad = names.find((name) => keyOf(name) === "" || name.length > longestName);
  if (bad !== undefined) return [{ field, code: "placeholder-name", values: { typed: bad.slice(0, longestName) } }];
  return /\{\{|\}\}/.test(text.replace(marks(), "")) ? [{ field, code: "placeholder-unclosed", values: {} }] : [];
}

function fallbackProblem({ name, type, fallback }: Placeholder): Problem[] {
  if (fallback === null || fallback === "" || parseTyped(type, fallback).ok) return [];
  return [{ field: "body", code: "placeholder-fallback", values: { name, type } }];
}

/** A text without placeholders is known whole; of another, only what is too long already. */
function lengthProblems(template: Template): Problem[] {
  const literal = (text: string) => text.replace(marks(), "");
  const content = { subject: literal(template.subject), body: literal(template.body) };
  const rest = { fiscalCode: "", dueDate: null, amount: null, noticeNumber: null, payableAfterDue: true };
  const checked = checkContent(draftOf({ ...content, ...rest }), anyService);
  if (checked.ok) return [];
  return checked.problems.filter(({ field, code }) => {
    if (field !== "subject" && field !== "body") return false;
    const growing = template[field] !== literal(template[field]);
    return !growing || (code !== "too-short" && code !== "required" && code !== "buttons-unreadable");
  });
}
