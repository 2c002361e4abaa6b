import { randomInt } from "node:crypto";

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

function encode(value: number, length: number): string {
  let rest = value;
  let text = "";
  for (let i = 0; i < length; i++) {
    text = alphabet.charAt(rest % 32) + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}

function decode(text: string): number {
  let value = 0;
  for (const letter of text) value = value * 32 + alphabet.indexOf(letter);
  return value;
}

/** Eight random letters: the part that tells the identifiers of one sandbox from those of another. */
export const newSalt = (): string => encode(randomInt(2 ** 40), 8);

/** A ULID that carries its own index: time (ms), salt, progressive number. */
export const ulidOf = (time: number, salt: string, index: number): string => encode(time, 10) + salt + encode(index, 8);

/** The parts of an identifier made by `ulidOf`; undefined for anything that is no ULID. */
export function partsOfUlid(id: string): { time: number; salt: string; index: number } | undefined {
  if (!/^[0-9A-HJKMNP-TV-Z]{26}$/.test(id)) return undefined;
  return { time: decode(id.slice(0, 10)), salt: id.slice(10, 18), index: decode(id.slice(18)) };
}
