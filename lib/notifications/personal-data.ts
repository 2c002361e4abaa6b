/** Personal data that stands in a subject, which is read on locked screens and in e-mails (AgID guidelines 7.3). */
export type PersonalData = "recipient" | "fiscal-code" | "iban" | "email" | "phone";

const patterns: readonly (readonly [PersonalData, RegExp])[] = [
  ["fiscal-code", /\b[A-Z]{6}[\dL-NP-V]{2}[A-EHLMPR-T][\dL-NP-V]{2}[A-Z][\dL-NP-V]{3}[A-Z]\b/i],
  ["iban", /\bIT ?\d{2} ?[A-Z] ?\d{3}(?: ?[\dA-Z]){19}\b/i],
  ["email", /[\w.+-]+@[\w-]+\.[a-z]{2,}/i],
  // Mobile numbers, and landlines whose prefix is set apart; other digits are protocols and notices.
  ["phone", /(?<![\d/.-])(?:(?:\+|00)39[ .-]?\d{2,3}|3\d{2}|0\d{1,3}[ /.-])[ .-]?\d{3}[ .-]?\d{3,4}(?![\d/])/],
];

/** Kinds in the order above, each once; a fiscal code is told from the recipient's own. */
export function findPersonalData(subject: string, recipient: string): PersonalData[] {
  const own = recipient.trim().toUpperCase();
  return patterns.flatMap(([kind, pattern]) => {
    const found = pattern.exec(subject)?.[0];
    if (found === undefined) return [];
    return kind === "fiscal-code" && found.toUpperCase() === own ? (["recipient"] as const) : [kind];
  });
}
