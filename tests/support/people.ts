import { checkCharacter } from "@/lib/fiscal-code";

const consonants = "BCDFGLMNPRSTVZ";

/** An invented person's fiscal code, valid and different for each number up to a few millions. */
export function fiscalCodeOf(n: number): string {
  let rest = n;
  const digit = (base: number) => {
    const value = rest % base;
    rest = Math.floor(rest / base);
    return value;
  };
  const letters = Array.from({ length: 6 }, () => consonants.charAt(digit(consonants.length))).join("");
  const body = `${letters}${70 + (n % 30)}${"ABCDEHLMPRST".charAt(n % 12)}${String(1 + (n % 28)).padStart(2, "0")}Z${String(100 + (n % 800))}`;
  return body + checkCharacter(body);
}
