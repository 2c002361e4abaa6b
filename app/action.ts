import "server-only";
import { refresh } from "next/cache";
import { notFound } from "next/navigation";
import type { z } from "zod";
import { Refusal } from "@/lib/refusal";
import { wordFields } from "./italian/content";
import { wordRefusal } from "./italian/refusals";
import { type RequestContext, requireContext } from "./session";
import { type FormState, untouched } from "./ui/form-state";

/**
 * A server action: form → zod → verb → FormState. `run` may return a sentence to show, or redirect. Only a Refusal is
 * caught and worded; what may not be seen is a 404, and a fault reaches error.tsx.
 */
export function action<S extends z.ZodType>(
  schema: S,
  run: (ctx: RequestContext, input: z.output<S>) => Promise<string | undefined>,
) {
  return async (_before: FormState, form: FormData): Promise<FormState> => {
    const ctx = await requireContext();
    const typed = textsOf(form);
    const values = shownAgain(typed);
    const parsed = schema.safeParse(typed);
    if (!parsed.success) return { values, fieldErrors: firstErrors(parsed.error.issues) };
    try {
      const done = await run(ctx, parsed.data);
      refresh();
      return { ...untouched, done };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (error.code === "not-found") notFound();
      refresh();
      const formError = "field" in error.values ? undefined : wordRefusal(error);
      return { values, fieldErrors: fieldsOf(error), formError };
    }
  };
}

const textsOf = (form: FormData): Record<string, string> =>
  Object.fromEntries([...form].flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])));

/** What is typed and never shown again does not travel back either. */
const secrets = ["subscriptionKey", "password", "currentPassword", "again"];
const shownAgain = (values: Record<string, string>) =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !secrets.includes(name)));

function firstErrors(issues: readonly z.core.$ZodIssue[]): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { path, message } of issues) errors[path.join(".")] ??= message;
  return errors;
}

function fieldsOf(refusal: Refusal): Record<string, string> {
  if ("problems" in refusal.values) return wordFields(refusal.values.problems);
  return "field" in refusal.values ? { [refusal.values.field]: wordRefusal(refusal) } : {};
}
