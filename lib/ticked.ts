import { z } from "zod";

const posted = z.record(z.string(), z.unknown());

/** Boxes of a form named `<list>.<value>`, of which a browser posts those that are ticked, become lists of values. */
export const ticked = <S extends z.ZodObject>(lists: readonly (keyof S["shape"] & string)[], fields: S) =>
  z.preprocess((form) => {
    const given = posted.parse(form);
    return { ...given, ...Object.fromEntries(lists.map((list) => [list, valuesOf(given, `${list}.`)])) };
  }, fields);

const valuesOf = (form: Record<string, unknown>, prefix: string) =>
  Object.keys(form).flatMap((name) => (name.startsWith(prefix) ? [name.slice(prefix.length)] : []));
