import { type DuplicateKind, duplicateKinds } from "@/lib/flows/duplicate-kinds";

/** The kinds of duplicates as the address names them. */
export const kindWords: Record<DuplicateKind, string> = { notice: "avvisi", subject: "oggetto" };

export const kindOf = (word: unknown): DuplicateKind =>
  duplicateKinds.find((kind) => kindWords[kind] === word) ?? "notice";
