import { checkCharacter } from "@/lib/fiscal-code";
import type { Chance } from "./chance";

const surnames = words(`Bianchi Bruni Colombo Conti Costa Esposito Ferrari Fontana Galli Giordano Greco Leone Lombardi
  Longo Mancini Mariani Marino Martinelli Moretti Morelli Neri Orlando Palumbo Pellegrini Ricci Rinaldi Rizzo Romano
  Rossetti Russo Santoro Serra Silvestri Testa Valentini Villa Vitale Zanetti Fo`);
const women = words(`Alessia Anna Beatrice Camilla Caterina Chiara Elena Federica Francesca Giorgia Giulia Ilaria Laura
  Lucia Margherita Marta Paola Sara Silvia Valentina`);
const men = words(`Alessandro Andrea Antonio Davide Edoardo Fabio Federico Filippo Giacomo Giovanni Lorenzo Luca Marco
  Matteo Nicola Paolo Pietro Riccardo Stefano Tommaso`);
const months = "ABCDEHLMPRST";
/** No country has this Belfiore code: whoever comes out of here is nobody. */
const birthplace = "Z999";

export type Person = { name: string; fiscalCode: string };

/** An invented person born between 1940 and 2007, with a fiscal code that passes every check. */
export function person(chance: Chance): Person {
  const woman = chance.below(2) === 0;
  const name = chance.pick(woman ? women : men);
  const surname = chance.pick(surnames);
  const year = 1940 + chance.below(68);
  const day = 1 + chance.below(28) + (woman ? 40 : 0);
  const code = [
    surnameCode(surname),
    nameCode(name),
    digits(year % 100),
    chance.pick(months),
    digits(day),
    birthplace,
  ].join("");
  return { name: `${name} ${surname}`, fiscalCode: code + checkCharacter(code) };
}

const digits = (value: number) => String(value).padStart(2, "0");
const letters = (word: string) => word.toUpperCase().replace(/[^A-Z]/g, "");
const consonants = (word: string) => letters(word).replace(/[AEIOU]/g, "");
const vowels = (word: string) => letters(word).replace(/[^AEIOU]/g, "");

const surnameCode = (surname: string) => `${consonants(surname)}${vowels(surname)}XX`.slice(0, 3);

/** With four consonants or more the second one is left out. */
function nameCode(name: string): string {
  const [first, , ...rest] = consonants(name);
  return consonants(name).length > 3
    ? `${first}${rest.join("")}`.slice(0, 3)
    : `${consonants(name)}${vowels(name)}XX`.slice(0, 3);
}

function words(list: string): string[] {
  return list.split(/\s+/);
}
