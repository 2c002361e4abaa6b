import { fallbackFieldOf, optionalFieldOf, templateForm, typeFieldOf } from "@/lib/models/form";
import type { Placeholder, Template } from "@/lib/models/template";
import { typedBody } from "@/lib/notifications/typed-buttons";

/** What a form holds at this moment, as the text that it would save. */
export const templateOfTyped = (typed: Record<string, string>): Template =>
  templateForm.parse({ ...typed, subject: typed.subject ?? "", body: typed.body ?? "" });

/** A text as the fields of a form show it. */
export const typedTemplate = ({ subject, body, placeholders }: Template): Record<string, string> => ({
  subject,
  ...typedBody(body),
  ...Object.assign({}, ...placeholders.map(typedPlaceholder)),
});

const typedPlaceholder = ({ name, type, fallback }: Placeholder) => ({
  [typeFieldOf(name)]: type,
  [optionalFieldOf(name)]: fallback === null ? "" : "on",
  [fallbackFieldOf(name)]: fallback ?? "",
});
