import { isDeepStrictEqual } from "node:util";

/** The names of the fields of `after` that were different before: what the register keeps of an edit. */
export const changedFields = (before: Record<string, unknown>, after: Record<string, unknown>): string[] =>
  Object.keys(after).filter((name) => !isDeepStrictEqual(before[name], after[name]));
