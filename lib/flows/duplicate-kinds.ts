/** What is repeated: a payment notice to the same person, or a subject that a person has already received. */
export const duplicateKinds = ["notice", "subject"] as const;
export type DuplicateKind = (typeof duplicateKinds)[number];
